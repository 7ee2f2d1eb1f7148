import type { Label } from '@/lib/label'
import type { Difference, Draft, DraftCheck, FormDocument, FormVersion } from './design-types'
import { type FieldProblem, http } from './http'

/** `sees`: which records members see; administrators only. */
export const beginForm = (body: { name: Label; code?: string; sees?: 'all' | 'department' | 'own' }) =>
  http<Draft>('POST', '/forms', { body, creates: true })
export const getDraft = (form: string) => http<Draft>('GET', `/forms/${form}/draft`)
/** Refused with 409 when somebody else saved since `revision`. */
export const saveDraft = (form: string, revision: number, document: FormDocument) =>
  http<Draft>('PUT', `/forms/${form}/draft`, { rev: revision, body: { form: document } })
export const discardDraft = (form: string) => http<void>('DELETE', `/forms/${form}/draft`)

/** What is wrong, and (`actions`) what a person is asked to publish. */
export const checkDraft = (form: string): Promise<DraftCheck> =>
  http<{ problems: FieldProblem[]; actions: Difference[] }>('POST', `/forms/${form}/draft/check`).then(
    answer => ({ problems: answer.problems ?? [], differences: answer.actions ?? [] }),
  )
export const publishDraft = (form: string) =>
  http<{ version: number }>('POST', `/forms/${form}/draft/publish`, { creates: true })

/** A form that was deleted and can be brought back. */
export interface DeletedForm {
  id: string
  code: string
  name: Label
  icon: string
  at: string
  by: string
  records: number
}
/** Refused with 409 `in_use` and the `forms` that link to it, unless one insists. */
export const deleteForm = (form: string, insist: boolean) =>
  http<void>('DELETE', `/forms/${form}`, { body: { insist } })
export const listDeletedForms = () =>
  http<{ items: DeletedForm[] }>('GET', '/deleted-forms').then(answer => answer.items)
export const restoreForm = (form: string) =>
  http<void>('POST', `/deleted-forms/${form}/restore`, { creates: true })

type Listed<T> = T[] | { items: T[] }
export const listVersions = (form: string) =>
  http<Listed<FormVersion>>('GET', `/forms/${form}/versions`).then(answer =>
    Array.isArray(answer) ? answer : answer.items,
  )
export const rollBack = (form: string, version: number) =>
  http<{ version: number }>('POST', `/forms/${form}/versions/${version}/rollback`, { creates: true })
