import { type FieldProblem, Problem } from '@/api/http'
import { i18n } from '@/i18n/setup'
import { type Label, words } from './label'

/** The words for a stable problem code; an unknown code still says that something failed. */
export function codeText(code: string, params: Record<string, unknown> = {}): string {
  const key = `problems:${code}`
  return i18n.exists(key) ? i18n.t(key, saidOf(params)) : i18n.t('problems:fault')
}

/** Parameters with labels in the reader's language: the server does not know who reads them. */
function saidOf(params: Record<string, unknown>): Record<string, unknown> {
  const said = { ...params }
  for (const [name, value] of Object.entries(params)) if (isLabel(value)) said[name] = words(value)
  return said
}

const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && ('zh-CN' in value || 'en' in value)

export function problemText(error: unknown): string {
  if (!(error instanceof Problem)) return codeText('fault')
  const first = error.errors[0]
  if (error.code === 'invalid' && first) return codeText(first.code, first.params)
  return codeText(error.code, error.body)
}

/** Problems by the field they belong to; the path's last part names it (`values.phone` → `phone`). */
export function problemsByField(error: unknown): Map<string, string> {
  const found = new Map<string, string>()
  if (!(error instanceof Problem)) return found
  for (const problem of error.errors) {
    const field = fieldOf(problem)
    if (field && !found.has(field)) found.set(field, codeText(problem.code, problem.params))
  }
  return found
}

function fieldOf(problem: FieldProblem): string | undefined {
  return problem.field?.split('.').at(-1)
}
