import type { Label } from '@/lib/label'
import type { Difference, Draft, DraftCheck, FormDocument, FormVersion } from './design-types'
import { type FieldProblem, http } from './http'

export const beginForm = (body: { name: Label; code?: string }) =>
  http<Draft>('POST', '/forms', { body, creates: true })
export const getDraft = (form: string) => http<Draft>('GET', `/forms/${form}/draft`)
/** Refused with 409 when somebody else saved since `revision`. */
export const saveDraft = (form: string, revision: number, document: FormDocument, base: number) =>
  http<Draft>('PUT', `/forms/${form}/draft`, {
    rev: revision,
    body: { base_version: base, revision, form: document },
  })
export const discardDraft = (form: string) => http<void>('DELETE', `/forms/${form}/draft`)

interface CheckAnswer {
  problems: FieldProblem[]
  differences?: Difference[]
  warnings?: Difference[]
}
export const checkDraft = (form: string): Promise<DraftCheck> =>
  http<CheckAnswer>('POST', `/forms/${form}/draft/check`, { body: {} }).then(answer => ({
    problems: answer.problems ?? [],
    differences: answer.differences ?? answer.warnings ?? [],
  }))
export const publishDraft = (form: string, note: string) =>
  http<{ version: number }>('POST', `/forms/${form}/draft/publish`, { body: note ? { note } : {} })

type Listed<T> = T[] | { items: T[] }
export const listVersions = (form: string) =>
  http<Listed<FormVersion>>('GET', `/forms/${form}/versions`).then(answer =>
    Array.isArray(answer) ? answer : answer.items,
  )
export const rollBack = (form: string, version: number) =>
  http<{ version: number }>('POST', `/forms/${form}/versions/${version}/rollback`, { body: {} })
