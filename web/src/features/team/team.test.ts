import { expect, test } from 'vitest'
import type { AggregateAnswer } from '@/api/records'
import type { Form, Person } from '@/api/types'
import { filterOf, gone, mergeTeam, totalOf } from './team'

const rows = (...counts: [string | null, number][]): AggregateAnswer => ({
  rows: counts.map(([id, count]) => ({ keys: [id], display: [id && `name of ${id}`], values: [count] })),
})
const form = (options: object[]) =>
  ({ fields: [{ code: 'stage', kind: { type: 'stage', options } }] }) as unknown as Form

test('whoever has most cold records comes first, what is nobody’s last', () => {
  const members = mergeTeam({
    open: rows(['a', 9], ['b', 9], [null, 50]),
    cold: rows(['b', 4], ['a', 1], [null, 40]),
    overdue: rows(['a', 2]),
  })
  expect(members.map(member => member.id)).toEqual(['b', 'a', null])
  expect(members[1]).toEqual({ id: 'a', name: 'name of a', counts: { open: 9, cold: 1, overdue: 2 } })
  expect(totalOf(members, 'cold')).toBe(45)
})

test('closed stages are not worked on, and the list behind a number has its filter', () => {
  const pipeline = form([{ code: 'new' }, { code: 'won', closed: 'won' }])
  expect(filterOf(pipeline, 'cold', 'usr_1')).toEqual({
    and: [
      { not: { field: 'stage', op: 'in', value: ['won'] } },
      { field: 'idle_days', op: 'gt', value: 7 },
      { field: 'owner', op: 'eq', value: 'usr_1' },
    ],
  })
  expect(filterOf(form([]), 'open', null)).toEqual({ and: [{ field: 'owner', op: 'empty' }] })
})

test('whoever is locked out has left, also for those who are no longer told of them', () => {
  const people = [
    { id: 'a', name: 'A', state: 'active' },
    { id: 'b', name: 'B', state: 'disabled' },
    { id: 'c', name: 'C' },
  ] as unknown as Person[]
  expect(['a', 'b', 'c', 'd', null].map(owner => gone(owner, people))).toEqual([
    false,
    true,
    false,
    true,
    false,
  ])
  expect(gone('a', undefined)).toBe(false)
})
