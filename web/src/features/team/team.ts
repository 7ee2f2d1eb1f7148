import type { AggregateAnswer } from '@/api/records'
import type { Filter, Form, Person } from '@/api/types'
import { openFilter } from '@/lib/still-open'

/** Whole days without a follow-up after which a record is cold. */
export const COLD_DAYS = 7

export const MEASURES = ['open', 'cold', 'overdue'] as const
export type Measure = (typeof MEASURES)[number]

/** What a number counts, of one person or of everybody; the list behind it has the same filter. */
export function filterOf(form: Form, measure: Measure, owner?: string | null): Filter {
  const parts = openFilter(form)
  if (measure === 'cold') parts.push({ field: 'idle_days', op: 'gt', value: COLD_DAYS })
  if (measure === 'overdue') parts.push({ field: 'next_activity_at', op: 'lt', value: 'now' })
  if (owner === null) parts.push({ field: 'owner', op: 'empty' })
  else if (owner !== undefined) parts.push({ field: 'owner', op: 'eq', value: owner })
  return { and: parts }
}

export interface Member {
  /** None = records that are nobody's. */
  id: string | null
  name: string
  counts: Record<Measure, number>
}

/** Who cannot be asked about a record any more: whoever is locked out, whom only administrators are still told of. */
export function gone(owner: string | null, people: readonly Person[] | undefined): boolean {
  if (owner === null || !people) return false
  const person = people.find(({ id }) => id === owner)
  return person === undefined || person.state === 'disabled'
}

/** One row for each owner, most cold ones first; what is nobody's comes last. */
export function mergeTeam(answers: Record<Measure, AggregateAnswer>): Member[] {
  const members = new Map<string | null, Member>()
  for (const measure of MEASURES) {
    for (const { keys, display, values } of answers[measure].rows) {
      const id = typeof keys[0] === 'string' ? keys[0] : null
      const member = members.get(id) ?? {
        id,
        name: display[0] ?? '',
        counts: { open: 0, cold: 0, overdue: 0 },
      }
      member.counts[measure] += Number(values[0] ?? 0)
      members.set(id, member)
    }
  }
  return [...members.values()].sort(
    (a, b) =>
      Number(a.id === null) - Number(b.id === null) ||
      b.counts.cold - a.counts.cold ||
      b.counts.open - a.counts.open,
  )
}

export const totalOf = (members: readonly Member[], measure: Measure): number =>
  members.reduce((sum, member) => sum + member.counts[measure], 0)
