import type { Condition, Filter } from '@/api/types'
import { NO_VALUE } from '@/features/fields/ops'

export type Path = readonly number[]
export type Group = { and: Filter[] } | { or: Filter[] }
export type Conjunction = 'and' | 'or'

export const isGroup = (filter: Filter): filter is Group => 'and' in filter || 'or' in filter
export const isCondition = (filter: Filter): filter is Condition => 'field' in filter
export const conjunctionOf = (group: Group): Conjunction => ('and' in group ? 'and' : 'or')
export const itemsOf = (group: Group): Filter[] => ('and' in group ? group.and : group.or)
const make = (conjunction: Conjunction, items: Filter[]): Group =>
  conjunction === 'and' ? { and: items } : { or: items }

/** Any filter as a group, which is what the builder edits. */
export function asGroup(filter: Filter | null | undefined): Group {
  if (!filter) return { and: [] }
  return isGroup(filter) ? filter : { and: [filter] }
}

function edit(group: Group, path: Path, change: (group: Group) => Group): Group {
  const [first, ...rest] = path
  if (first === undefined) return change(group)
  return make(
    conjunctionOf(group),
    itemsOf(group).map((item, index) => (index === first && isGroup(item) ? edit(item, rest, change) : item)),
  )
}

export function add(root: Group, path: Path, item: Filter): Group {
  return edit(root, path, group => make(conjunctionOf(group), [...itemsOf(group), item]))
}

export function replace(root: Group, path: Path, item: Filter): Group {
  const at = path.at(-1)
  return edit(root, path.slice(0, -1), group =>
    make(
      conjunctionOf(group),
      itemsOf(group).map((old, index) => (index === at ? item : old)),
    ),
  )
}

/** The group at the end of a path, as far as groups lead there. */
export function groupAt(root: Group, path: Path): Group {
  const [first, ...rest] = path
  const inner = first === undefined ? undefined : itemsOf(root)[first]
  return inner && isGroup(inner) ? groupAt(inner, rest) : root
}

/** Takes an item out, and with it a group that has become empty. */
export function remove(root: Group, path: Path): Group {
  const at = path.at(-1)
  if (at === undefined) return make(conjunctionOf(root), [])
  const parent = path.slice(0, -1)
  const next = edit(root, parent, group =>
    make(
      conjunctionOf(group),
      itemsOf(group).filter((_, index) => index !== at),
    ),
  )
  return parent.length > 0 && itemsOf(groupAt(next, parent)).length === 0 ? remove(next, parent) : next
}

export function conjoin(root: Group, path: Path, conjunction: Conjunction): Group {
  return edit(root, path, group => make(conjunction, itemsOf(group)))
}

function hasValue(condition: Condition): boolean {
  if (NO_VALUE.has(condition.op)) return true
  const { value } = condition
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.length > 0 && value.every(part => part !== '' && part !== null)
  return true
}

/** The part of the document that can be asked: half-written conditions and empty groups are left out. */
export function askable(filter: Filter | null | undefined): Filter | undefined {
  if (!filter) return undefined
  if (isCondition(filter)) return hasValue(filter) ? filter : undefined
  if (!isGroup(filter)) {
    const inner = askable(filter.not)
    return inner && { not: inner }
  }
  const items = itemsOf(filter)
    .map(askable)
    .filter(item => item !== undefined)
  if (items.length === 0) return undefined
  return items.length === 1 ? items[0] : make(conjunctionOf(filter), items)
}

/** How many conditions are asked: those only begun do not count. */
export function countConditions(filter: Filter | null | undefined): number {
  if (!filter) return 0
  if (isGroup(filter)) return itemsOf(filter).reduce((sum, item) => sum + countConditions(item), 0)
  return isCondition(filter) ? Number(hasValue(filter)) : countConditions(filter.not)
}

export function sameFilter(a: Filter | null | undefined, b: Filter | null | undefined): boolean {
  return JSON.stringify(askable(a) ?? null) === JSON.stringify(askable(b) ?? null)
}

/** Both at once: the view's and one more. */
export function both(a: Filter | undefined, b: Filter | undefined): Filter | undefined {
  if (!a) return b
  return b ? { and: [a, b] } : a
}

/** How many groups deep the conditions stand: none for a plain list of them. */
export function depthOf(group: Group): number {
  return Math.max(0, ...itemsOf(group).map(item => (isGroup(item) ? 1 + depthOf(item) : 0)))
}
