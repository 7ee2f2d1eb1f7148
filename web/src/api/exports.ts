import { http } from './http'
import type { Job } from './import-types'
import type { Filter, Sort } from './types'

export interface ExportBody {
  form: string
  format: 'xlsx' | 'csv'
  filter?: Filter
  sort?: Sort[]
  fields?: string[]
  search?: string
}
export const startExport = (body: ExportBody) => http<Job>('POST', '/exports', { body, creates: true })
export const exportUrl = (job: string): string => `/api/v1/exports/${job}`
