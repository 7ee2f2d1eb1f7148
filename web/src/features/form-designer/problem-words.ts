import type { FormDocument } from '@/api/design-types'
import type { FieldProblem } from '@/api/http'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { culpritOf, fieldById } from './document'

/** The template that a path leads into, by its name or its place. */
function templateName(doc: FormDocument, path: string | undefined): string | undefined {
  const at = Number(/^activity_templates\.(\d+)/.exec(path ?? '')?.[1])
  const template = doc.activity_templates?.[at]
  return template && (words(template.label) || i18n.t('designer:templates.name', { n: at + 1 }))
}

/** What is wrong, said of the thing it is wrong with. */
export function problemWords(doc: FormDocument, problem: FieldProblem): string {
  const culprit = culpritOf(doc, problem.field)
  const name =
    'field' in culprit
      ? words(fieldById(doc, culprit.field)?.name) || i18n.t('designer:unnamed')
      : 'group' in culprit
        ? words(doc.groups?.[culprit.group]?.name) || i18n.t('designer:unnamed')
        : templateName(doc, problem.field) || words(doc.name) || i18n.t('designer:unnamed')
  const own = `designer:problem.${problem.code}`
  const common = `problems:${problem.code}`
  const params = { ...problem.params }
  const text = i18n.exists(own)
    ? i18n.t(own, params)
    : i18n.exists(common)
      ? i18n.t(common, params)
      : i18n.t('problems:invalid')
  return i18n.t('designer:problems.of', { name, problem: text })
}

/** What can be said without asking the server. */
export function localProblems(doc: FormDocument): FieldProblem[] {
  const wrong: FieldProblem[] = []
  doc.fields.forEach((field, index) => {
    if (field.archived) return
    if (!words(field.name).trim()) wrong.push({ code: 'missing_label', field: `fields.${index}.name` })
    if (field.kind.type === 'link' && !field.kind.form)
      wrong.push({ code: 'unknown_link_target', field: `fields.${index}.kind.form` })
    const live = (field.kind.options ?? []).filter(option => !option.archived)
    if (field.kind.options && live.length === 0)
      wrong.push({ code: 'no_options', field: `fields.${index}.kind.options` })
    if (live.some(option => !words(option.label).trim()))
      wrong.push({ code: 'unnamed_option', field: `fields.${index}.kind.options` })
  })
  doc.groups?.forEach((group, index) => {
    if (!words(group.name).trim()) wrong.push({ code: 'missing_label', field: `groups.${index}.name` })
  })
  const title = doc.fields.find(field => field.code === doc.title)
  if (!title || title.archived) wrong.push({ code: 'missing_title', field: 'title' })
  return wrong
}
