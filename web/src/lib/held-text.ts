import type { TFunction } from 'i18next'
import '@/i18n/leave'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import type { Holding } from './holdings'

/** What records of the form are called, one or several of them. */
export const calledOf = (form: Holding['form'], count: number): string =>
  (count === 1 ? '' : words(form.plural)) || words(form.name)

const NAMED = 2

/** `247 条线索、3 条商机`: the first forms by name, the rest as one number. */
export function heldText(t: TFunction, held: readonly Holding[]): string {
  const named = held.length > NAMED ? held.slice(0, NAMED - 1) : held
  const rest = held.slice(named.length).reduce((sum, { count }) => sum + count, 0)
  const parts = named.map(({ form, count }) =>
    t('leave:named', { count, shown: plainNumber(count), what: calledOf(form, count) }),
  )
  if (rest > 0) parts.push(t('leave:others', { count: rest, shown: plainNumber(rest) }))
  return parts.join(t('filters:list_separator'))
}
