import type { AggregateAnswer } from '@/api/records'
import type { Field, Filter, GroupField, Value } from '@/api/types'

type Stretch = NonNullable<GroupField['by']>

/** A level of grouping with its field found. */
export interface Level {
  field: Field
  by: Stretch | undefined
  descending: boolean
}

export interface GroupNode {
  /** Its keys from the outermost level on: what a fold is remembered by. */
  id: string
  depth: number
  level: Level
  key: Value
  label: string
  count: number
  /** One for each number asked for beside the count. */
  values: (string | number | null)[]
  /** The records in it, as a condition beside the list's own. */
  filter: Filter
  children: GroupNode[]
}

const UNGROUPED = new Set(['long_text', 'attachment', 'choices', 'idle_days'])

export const canGroup = (field: Field): boolean =>
  !UNGROUPED.has(field.kind.type) && !field.kind.many && !field.archived

export const isTime = (field: Field): boolean => field.kind.type === 'date' || field.kind.type === 'date_time'

/** Days and moments always come in stretches: a heading for each second helps nobody. */
export const levelOf = (field: Field, group: GroupField): Level => ({
  field,
  by: isTime(field) ? (group.by ?? 'month') : undefined,
  descending: group.descending ?? false,
})

const lastDay = (year: number, month: number): string =>
  String(new Date(Date.UTC(year, month, 0)).getUTCDate())

/** The condition that a heading's records meet. */
export function conditionOf({ field, by }: Level, key: Value): Filter {
  const { code } = field
  if (key === null || key === '') return { field: code, op: 'empty' }
  if (by === 'month') {
    const [year = 0, month = 0] = String(key).split('-').map(Number)
    return { field: code, op: 'between', value: [`${key}-01`, `${key}-${lastDay(year, month)}`] }
  }
  if (by === 'year') return { field: code, op: 'between', value: [`${key}-01-01`, `${key}-12-31`] }
  return { field: code, op: 'eq', value: key }
}

/** Headings in the order people expect: options as they are defined, names by name, no value last. */
function inOrder(level: Level, nodes: GroupNode[]): GroupNode[] {
  const { field, descending } = level
  const options = field.kind.options?.map(option => option.code)
  const byName = ['person', 'link', 'department'].includes(field.kind.type)
  const sign = descending ? -1 : 1
  const place = new Map(nodes.map((node, index) => [node, index]))
  const rank = (node: GroupNode) =>
    options ? options.indexOf(String(node.key)) + 1 || options.length + 1 : (place.get(node) ?? 0)
  return [...nodes].sort((a, b) => {
    const empty = Number(a.key === null) - Number(b.key === null)
    if (empty !== 0) return empty
    return sign * (byName ? a.label.localeCompare(b.label, 'zh-CN') : rank(a) - rank(b))
  })
}

type Row = AggregateAnswer['rows'][number]

/** No answer is a no: the server's filters take it so, and a heading must hold what its filter finds. */
function unanswered(rows: readonly Row[], levels: readonly Level[]): Row[] {
  if (!levels.some(level => level.field.kind.type === 'yes_no')) return [...rows]
  const merged = new Map<string, Row>()
  for (const row of rows) {
    const keys = row.keys.map((key, at) => (levels[at]?.field.kind.type === 'yes_no' ? key === true : key))
    const id = JSON.stringify(keys)
    const same = merged.get(id)
    const count = Number(row.values[0] ?? 0) + Number(same?.values[0] ?? 0)
    // Numbers of two answers cannot all be made one number: better none than a wrong one.
    const values = same ? [count, ...row.values.slice(1).map(() => null)] : row.values
    merged.set(id, { ...row, keys, values })
  }
  return [...merged.values()]
}

/** The tree of headings from an answer for each depth: the first groups by one field, the second by two. */
export function buildGroups(levels: readonly Level[], answers: readonly AggregateAnswer[]): GroupNode[] {
  const roots: GroupNode[] = []
  const byId = new Map<string, GroupNode>()
  answers.forEach((answer, depth) => {
    const level = levels[depth]
    if (!level) return
    for (const row of unanswered(answer.rows, levels)) {
      const keys = row.keys.slice(0, depth + 1)
      const parent = byId.get(JSON.stringify(keys.slice(0, depth)))
      if (depth > 0 && !parent) continue
      const own = conditionOf(level, keys[depth] ?? null)
      const node: GroupNode = {
        id: JSON.stringify(keys),
        depth,
        level,
        key: keys[depth] ?? null,
        label: row.display[depth] ?? '',
        count: Number(row.values[0] ?? 0),
        values: row.values.slice(1),
        filter: parent ? { and: [parent.filter, own] } : own,
        children: [],
      }
      byId.set(node.id, node)
      ;(parent?.children ?? roots).push(node)
    }
  })
  const sorted = (nodes: GroupNode[], depth: number): GroupNode[] => {
    const level = levels[depth]
    if (!level) return nodes
    return inOrder(level, nodes).map(node => ({ ...node, children: sorted(node.children, depth + 1) }))
  }
  return sorted(roots, 0)
}

/** A stretch of lines of the grid: a heading, or the rows below one. */
export interface Segment {
  kind: 'group' | 'rows'
  /** Its first line. */
  at: number
  length: number
  /** The heading, or the innermost one that the rows stand under; none in a list without groups. */
  node: GroupNode | undefined
}

export function layOut(groups: readonly GroupNode[], folded: ReadonlySet<string>): Segment[] {
  const segments: Segment[] = []
  let at = 0
  const put = (kind: Segment['kind'], length: number, node: GroupNode) => {
    if (length === 0) return
    segments.push({ kind, at, length, node })
    at += length
  }
  const walk = (nodes: readonly GroupNode[]) => {
    for (const node of nodes) {
      put('group', 1, node)
      if (folded.has(node.id)) continue
      if (node.children.length > 0) walk(node.children)
      else put('rows', node.count, node)
    }
  }
  walk(groups)
  return segments
}

export const flat = (total: number): Segment[] =>
  total === 0 ? [] : [{ kind: 'rows', at: 0, length: total, node: undefined }]

export const linesOf = (segments: readonly Segment[]): number => {
  const last = segments.at(-1)
  return last ? last.at + last.length : 0
}

/** The stretch that a line belongs to, by halving. */
export function segmentAt(segments: readonly Segment[], line: number): Segment | undefined {
  let low = 0
  let high = segments.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]
    if (!segment) return undefined
    if (line < segment.at) high = middle - 1
    else if (line >= segment.at + segment.length) low = middle + 1
    else return segment
  }
  return undefined
}

/** Every heading that can be folded. */
export const allIds = (groups: readonly GroupNode[]): string[] =>
  groups.flatMap(node => [node.id, ...allIds(node.children)])
