import type { FormSummary, Notice } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'

/** Whether a record was taken that its former owner may not look at any more. */
export const isOutOfSight = ({ kind, record, title }: Notice): boolean =>
  kind === 'taken' && Boolean(record) && typeof title !== 'string'

/** Who took which records of one's own, and where they went: to somebody, to whoever took them, into the pool. */
export function takenText(notice: Notice, form: FormSummary | undefined): string {
  const { params } = notice
  const told = i18n.t(`notices:taken.${fate(notice, form)}`, {
    what: what(notice, form),
    by_name: params?.by_name ?? i18n.t('notices:somebody'),
    to_name: params?.to_name ?? '',
    pool: words(form?.pool?.name),
  })
  return params?.said ? i18n.t('notices:taken.said', { told, said: params.said }) : told
}

function fate({ params }: Notice, form: FormSummary | undefined): string {
  const to = Array.isArray(params?.to) ? params.to : []
  if (to.length !== 1) return 'away'
  if (to[0] === null) return form?.pool ? 'pool' : 'nobody'
  if (to[0] === params?.by) return 'self'
  return params?.to_name ? 'to' : 'away'
}

/** The record by the name that it had when it was one's own, or how many. */
function what({ title, params, record }: Notice, form: FormSummary | undefined): string {
  const name = title || params?.was
  const of = form ? words(form.plural) || words(form.name) : i18n.t('notices:records')
  if (name) return i18n.t('notices:taken.named', { title: name })
  if (record) return i18n.t('notices:taken.unnamed', { form: of })
  return i18n.t('notices:taken.many', { form: of, count: Number(params?.count ?? 1) })
}
