import type { Condition, Field, Value } from '@/api/types'
import { NO_VALUE } from '@/features/fields/ops'
import { optionOf } from '@/features/fields/parts/option-list'
import { i18n } from '@/i18n/setup'
import { fullTime, moneyText } from '@/lib/format'
import { words } from '@/lib/label'

const MOST_SHOWN = 2

/** Values that mean something else for each reader and on each day. */
const RELATIVE_VALUES: ReadonlyMap<string, string> = new Map([
  ['me', 'fields:me'],
  ['my_department', 'fields:my_department'],
  ['my_team', 'fields:my_team'],
  ['today', 'filters:range.today'],
  ['now', 'filters:now'],
])

/** A condition's value as a person reads it in a chip; `names` knows people and departments. */
export function valueWords(field: Field, condition: Condition, names: ReadonlyMap<string, string>): string {
  if (NO_VALUE.has(condition.op)) return ''
  const { value } = condition
  if (condition.op === 'within') return rangeWords(value)
  if (condition.op === 'between' && Array.isArray(value))
    return value.map(part => one(field, part, names)).join(' – ')
  if (Array.isArray(value)) {
    const shown = value
      .slice(0, MOST_SHOWN)
      .map(part => one(field, part, names))
      .join(i18n.t('filters:list_separator'))
    return value.length > MOST_SHOWN ? i18n.t('filters:and_more', { shown, count: value.length }) : shown
  }
  return one(field, value, names)
}

function one(field: Field, value: Value | undefined, names: ReadonlyMap<string, string>): string {
  if (value === undefined || value === null || value === '') return '…'
  if (typeof value === 'boolean') return i18n.t(value ? 'fields:yes' : 'fields:no')
  if (typeof value === 'string' && RELATIVE_VALUES.has(value)) return i18n.t(RELATIVE_VALUES.get(value) ?? '')
  const option = optionOf(field, value)
  if (option) return words(option.label)
  const text = String(value)
  if (field.kind.type === 'money') return moneyText(text, field.kind.currency ?? 'CNY')
  if (field.kind.type === 'date_time') return fullTime(text)
  if (field.kind.type === 'idle_days') return i18n.t('fields:days', { count: Number(text) })
  return names.get(text) ?? text
}

function rangeWords(value: Value | undefined): string {
  if (typeof value === 'string') return i18n.t(`filters:range.${value}`)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '…'
  const way = ['last', 'next', 'older_than'].find(key => key in value)
  if (!way) return '…'
  return i18n.t(`filters:relative.${way}`, {
    amount: value[way],
    unit: i18n.t(`filters:unit.${String(value.unit)}`, { count: Number(value[way]) }),
  })
}
