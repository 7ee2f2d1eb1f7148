import type { Condition, Field, Filter } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { askable, conjunctionOf, isCondition, isGroup, itemsOf } from './filter-document'
import { saidOp } from './op-words'
import { valueWords } from './value-words'

/** A filter as one reads it aloud: groups within groups stand in brackets. What is only begun is left out. */
export function sentence(
  filter: Filter | undefined,
  fields: readonly Field[],
  names: ReadonlyMap<string, string>,
): string {
  const whole = askable(filter)
  return whole ? part(whole, fields, names, false) : ''
}

function part(
  filter: Filter,
  fields: readonly Field[],
  names: ReadonlyMap<string, string>,
  inner: boolean,
): string {
  if (isCondition(filter)) return condition(filter, fields, names)
  if (!isGroup(filter)) return i18n.t('filters:not', { what: part(filter.not, fields, names, true) })
  const joined = itemsOf(filter)
    .map(item => part(item, fields, names, true))
    .join(` ${i18n.t(`filters:${conjunctionOf(filter)}`)} `)
  return inner ? i18n.t('filters:bracket', { what: joined }) : joined
}

function condition(asked: Condition, fields: readonly Field[], names: ReadonlyMap<string, string>): string {
  const field = fields.find(candidate => candidate.code === asked.field)
  if (!field) return asked.field
  return [
    words(field.name),
    saidOp(kindOf(field).ops, asked.op, asked.value),
    valueWords(field, asked, names),
  ]
    .filter(Boolean)
    .join(' ')
}
