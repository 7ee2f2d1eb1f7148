import type { ImportProblem } from '@/api/import-types'
import type { Form } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { rowProblemText } from './import-text'
import type { Blocker } from './mapping'

export function blockerText(blocker: Blocker, form: Form | undefined): string {
  const code = 'field' in blocker ? blocker.field : undefined
  const field = form?.fields.find(other => other.code === code)
  const system = code && i18n.exists(`fields:system.${code}`) ? i18n.t(`fields:system.${code}`) : code
  return i18n.t(`import:blocker.${blocker.code}`, { field: field ? words(field.name) : (system ?? '') })
}

/** What the server says keeps an import from running. */
export function generalText(problem: ImportProblem, form: Form | undefined): string {
  if (problem.code === 'forbidden') return i18n.t('import:blocker.forbidden')
  const own = `designer:problem.${problem.code}`
  const text = i18n.exists(own) ? i18n.t(own) : rowProblemText(problem)
  const [list, index] = (problem.field ?? '').split('.')
  const field = list === 'fields' ? form?.fields[Number(index)] : undefined
  return field ? i18n.t('import:check.in_column', { column: words(field.name), problem: text }) : text
}
