import type { OwnTemplate } from '@/api/preferences'
import type { ActivityKind, Form } from '@/api/types'
import { words } from '@/lib/label'

/** A follow-up that is often written: one press fills in how, what was said and when to come back. */
export interface Template {
  key: string
  label: string
  kind: ActivityKind
  text: string
  /** In so many days one comes back. */
  days: number | undefined
}

/** So many of one's own; the server keeps few. */
export const MOST_OWN = 20
const KINDS: readonly string[] = ['call', 'visit', 'message', 'note'] satisfies ActivityKind[]

/** What a person wrote down for themselves, as far as it can be used. */
export function ownTemplates(kept: readonly OwnTemplate[] | undefined): OwnTemplate[] {
  const sound = (one: OwnTemplate) =>
    typeof one?.id === 'string' && typeof one.label === 'string' && KINDS.includes(one.kind)
  return Array.isArray(kept) ? kept.filter(sound) : []
}

/** One's own first, then those of the form. */
export function templatesOf(form: Form, kept: readonly OwnTemplate[] | undefined): Template[] {
  const own = ownTemplates(kept).map(({ id, label, kind, text, days }) => ({
    key: id,
    label,
    kind,
    text: text || label,
    days,
  }))
  const shared = (form.activity_templates ?? []).map(({ code, label, kind, text, next_in_days }) => ({
    key: `form.${code}`,
    label: words(label),
    kind,
    text: words(text) || words(label),
    days: next_in_days,
  }))
  return [...own, ...shared]
}

/** What is sought behind a slash at the beginning of an otherwise empty text; an input method types it as 、. */
export function soughtIn(text: string): string | undefined {
  return /^[/／、]([^\s/／、]{0,20})$/.exec(text)?.[1]
}

export function matching(templates: readonly Template[], sought: string): Template[] {
  const wanted = sought.toLowerCase()
  const has = (text: string) => text.toLowerCase().includes(wanted)
  // What is called so comes before what only says so.
  const called = templates.filter(one => has(one.label))
  return [...called, ...templates.filter(one => !called.includes(one) && has(one.text))]
}

/** What one's own templates are kept as: without empty ones, each with a name, days between one and a year. */
export function kept(templates: readonly OwnTemplate[]): OwnTemplate[] {
  return templates.flatMap(({ id, label, kind, text, days }) => {
    const said = text.trim()
    const name = label.trim() || said.slice(0, 12)
    if (!name) return []
    const near = days !== undefined && days >= 1 && days <= 365
    return [{ id, label: name, kind, text: said, ...(near ? { days } : {}) }]
  })
}
