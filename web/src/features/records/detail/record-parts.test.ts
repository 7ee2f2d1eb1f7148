import { expect, test } from 'vitest'
import type { Form, RecordRow } from '@/api/types'
import { isClosed, tabsOf } from './record-parts'
import { beginning, columnsOf, pointsHere } from './related'

const field = (code: string, kind: object = { type: 'text' }) => ({ code, name: { en: code }, kind })
const form = (groups: object[]) =>
  ({
    code: 'thing',
    title: 'a',
    fields: [
      field('a'),
      field('b'),
      field('c'),
      field('to', { type: 'link' }),
      field('all', { type: 'link', many: true }),
    ],
    groups,
    views: [{ columns: [{ field: 'a' }, { field: 'to' }, { field: 'owner' }, { field: 'b' }] }],
  }) as unknown as Form

const shown = (tabs: ReturnType<typeof tabsOf>) =>
  tabs.map(tab => tab.sections.slice(0, 3).map(section => section.fields[0]?.code))

test('a group that begins a tab takes the groups below it along; what no group names comes first', () => {
  const plain = { name: { en: 'One' }, fields: ['a'] }
  const tabbed = { name: { en: 'Two' }, fields: ['b'], tab: true }
  const below = { name: { en: 'Three' }, fields: ['c'] }
  expect(shown(tabsOf(form([plain, tabbed, below])))).toEqual([
    ['a', 'to', 'owner'],
    ['b', 'c'],
  ])
  expect(tabsOf(form([plain]))).toHaveLength(1)
})

test('a related list shows what the first view shows, without the title and the link itself', () => {
  expect(columnsOf(form([]), 'to').map(column => column.code)).toEqual(['owner', 'b'])
})

test('a record begun here points here, by one link or by many', () => {
  expect(beginning(form([]), 'to', 'rec_1')).toEqual({ to: 'rec_1' })
  expect(beginning(form([]), 'all', 'rec_1')).toEqual({ all: ['rec_1'] })
  expect(pointsHere(form([]), 'all', 'rec_1')).toEqual({ field: 'all', op: 'has_any', value: ['rec_1'] })
})

test('a record is closed at an end of its pipeline and nowhere else', () => {
  const options = [{ code: 'new' }, { code: 'won', closed: 'won' }]
  const form = { fields: [{ code: 'status', kind: { type: 'stage', options } }] } as unknown as Form
  const record = (status: string | null) => ({ values: { status } }) as unknown as RecordRow
  expect(isClosed(form, record('won'))).toBe(true)
  expect(isClosed(form, record('new'))).toBe(false)
  expect(isClosed(form, record(null))).toBe(false)
})
