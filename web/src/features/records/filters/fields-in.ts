import type { Filter } from '@/api/types'
import { isCondition, isGroup, itemsOf } from './filter-document'

/** Every field that a filter names. */
export function fieldsIn(filter: Filter | undefined, into = new Set<string>()): Set<string> {
  if (!filter) return into
  if (isGroup(filter)) for (const item of itemsOf(filter)) fieldsIn(item, into)
  else if (isCondition(filter)) into.add(filter.field)
  else fieldsIn(filter.not, into)
  return into
}
