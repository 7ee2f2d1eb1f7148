import { Problem } from '@/api/http'
import type { Import, ImportColumn, ImportProblem } from '@/api/import-types'
import type { Form } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { fileSize } from '@/lib/format'
import { type Label, words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'

/** Why a file cannot be read: `errors[0].params.reason` is a code of its own. */
export function fileProblem(error: unknown): { title: string; hint: string } {
  const fallback = { title: problemText(error), hint: '' }
  if (!(error instanceof Problem)) return fallback
  const first = error.errors[0]
  const reason = typeof first?.params?.reason === 'string' ? first.params.reason : error.code
  if (error.status === 413 || reason === 'too_large_body')
    return { title: i18n.t('import:file_problem.too_large'), hint: i18n.t('import:file_hint.too_large') }
  const key = `import:file_problem.${reason}`
  if (!i18n.exists(key)) return fallback
  const params: Record<string, unknown> = { ...first?.params }
  const limit = Number(params.limit)
  if (reason === 'too_large' && params.what !== 'merges' && limit > 0) params.limit = fileSize(limit)
  if (typeof params.kind === 'string' && i18n.exists(`import:file_kind.${params.kind}`))
    params.kind = i18n.t(`import:file_kind.${params.kind}`)
  if (typeof params.sheet === 'string') params.sheet = Number(params.sheet) + 1
  return { title: i18n.t(key, params), hint: i18n.t(`import:file_hint.${reason}`, params) }
}

/** A pasted table has no name; the server calls it `file`. */
export const fileName = (one: Import): string => fileNameOf(one.file.name)

export function fileNameOf(name: string): string {
  return name && name !== 'file' ? name : i18n.t('import:start.pasted')
}

export function reasonText(column: ImportColumn, form: Form | undefined): string {
  const { code, params } = column.reason
  const shown: Record<string, unknown> = { ...params }
  if (typeof shown.field === 'string') {
    const field = form?.fields.find(other => other.code === shown.field)
    if (field) shown.field = words(field.name)
  }
  // Spellings of one word are told apart beside the column, but make one option.
  const spelled = code === 'few_values' && Number(shown.spellings) > Number(shown.values)
  const key = `import:reason.${spelled ? 'few_spellings' : code}`
  return i18n.exists(key) ? i18n.t(key, shown) : ''
}

/** Names of fields and steps come in all languages. */
function withLabels(params: Record<string, unknown>): Record<string, unknown> {
  const { fields, step, instead } = params
  return {
    ...params,
    ...(Array.isArray(fields)
      ? { fields: fields.map(name => words(name)).join(i18n.t('import:made.and')) }
      : {}),
    ...(step ? { step: words(step as Label) } : {}),
    ...(instead ? { instead: words(instead as Label) } : {}),
  }
}

/** One problem of a row in words, with what stands in the cell. */
export function rowProblemText(problem: ImportProblem): string {
  const params = withLabels(problem.params ?? {})
  const emptied = problem.warning && problem.code === 'unknown_option'
  const left = params.instead ? 'defaulted' : 'left_empty'
  const own = `import:cell.${emptied ? left : problem.code}`
  const common = `problems:${problem.code}`
  const text = i18n.exists(own)
    ? i18n.t(own, params)
    : i18n.exists(common)
      ? i18n.t(common, params)
      : i18n.t('problems:invalid')
  const kept = params.noted === true ? 'emptied_noted' : 'emptied'
  const said = params.emptied === true ? i18n.t(`import:cell.${kept}`, { problem: text }) : text
  return typeof params.text === 'string'
    ? i18n.t('import:cell.with_text', { problem: said, text: params.text })
    : said
}

export function warningText(warning: { code: string; [param: string]: unknown }): string {
  const key = `import:warning.${warning.code}`
  return i18n.exists(key, warning) ? i18n.t(key, warning) : ''
}
