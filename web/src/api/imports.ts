import { http } from './http'
import type {
  Finding,
  Import,
  ImportPatch,
  Job,
  PastImport,
  PreviewAnswer,
  PreviewFilter,
  RecordOrigin,
  UndoPreview,
} from './import-types'
import { upload } from './upload'

type Listed<T> = T[] | { items: T[] }
const items = <T>(answer: Listed<T>): T[] => (Array.isArray(answer) ? answer : answer.items)

/** Begins an import; without a form the server proposes one. */
export const uploadTable = (file: File, form: string | undefined, onProgress: (share: number) => void) =>
  upload<Import>('/imports', file, { name: file.name, form }, onProgress)
export const pasteTable = (text: string, form: string | undefined) =>
  http<Import>('POST', '/imports', { query: { form }, body: { text }, creates: true })
export const getImport = (id: string) => http<Import>('GET', `/imports/${id}`)
export const updateImport = (id: string, patch: ImportPatch) =>
  http<Import>('PATCH', `/imports/${id}`, { body: patch })
export const removeImport = (id: string) => http<void>('DELETE', `/imports/${id}`)
export const listImports = () => http<Listed<PastImport>>('GET', '/imports').then(items)
export const templateUrl = (form: string): string =>
  `/api/v1/imports/template?form=${encodeURIComponent(form)}`
export const previewRows = (id: string, at: number, only: PreviewFilter) =>
  http<PreviewAnswer>('GET', `/imports/${id}/rows`, {
    query: {
      at,
      problems: only === 'problems' || undefined,
      duplicates: only === 'duplicates' || undefined,
    },
  })
export const runImport = (id: string) => http<Job>('POST', `/imports/${id}/run`, { creates: true })
export const failedRowsUrl = (id: string): string => `/api/v1/imports/${id}/failed.csv`
export const remarksUrl = (id: string): string => `/api/v1/imports/${id}/remarks.csv`
export const getCheckup = (id: string) => http<Listed<Finding>>('GET', `/imports/${id}/checkup`).then(items)

export const listJobs = () => http<Listed<Job>>('GET', '/jobs').then(items)
export const getJob = (id: string) => http<Job>('GET', `/jobs/${id}`)
export const cancelJob = (id: string) => http<Job>('POST', `/jobs/${id}/cancel`)
export const resumeJob = (id: string) => http<Job>('POST', `/jobs/${id}/resume`)
export const previewUndo = (id: string) =>
  http<UndoPreview>('POST', `/jobs/${id}/undo`, { body: { preview: true } })
export const undoJob = (id: string, insist: boolean, keepMade = false) =>
  http<Job>('POST', `/jobs/${id}/undo`, {
    body: { preview: false, insist, ...(keepMade ? { keep_made: true } : {}) },
  })
export const getOrigin = (form: string, record: string, batch: string) =>
  http<RecordOrigin>('GET', '/imports/origin', { query: { form, record, batch } })
