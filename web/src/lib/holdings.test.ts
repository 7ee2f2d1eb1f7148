import { expect, test } from 'vitest'
import type { Form, Person } from '@/api/types'
import { choiceOfAll, chosenForAll, heirs, heldBy, holdingsOf, POOL, STAY } from './holdings'

const form = (code: string, options: object[] = []) =>
  ({ code, fields: [{ code: 'stage', kind: { type: 'stage', options } }] }) as unknown as Form

test('what is at an end stays with whoever ended it', () => {
  expect(heldBy(form('deal', [{ code: 'new' }, { code: 'won', closed: 'won' }]), ['usr_1'])).toEqual({
    and: [
      { not: { field: 'stage', op: 'in', value: ['won'] } },
      { field: 'owner', op: 'in', value: ['usr_1'] },
    ],
  })
})

test('each person has the forms in which they hold anything', () => {
  const [lead, deal] = [form('lead'), form('deal')]
  const rows = (...found: [string, number][]) => ({
    rows: found.map(([id, count]) => ({ keys: [id], display: [null], values: [count] })),
  })
  const held = holdingsOf([
    { form: lead, answer: rows(['usr_1', 247], ['usr_2', 0]) },
    { form: deal, answer: rows(['usr_1', 3]) },
  ])
  expect(held.get('usr_1')).toEqual([
    { form: lead, count: 247 },
    { form: deal, count: 3 },
  ])
  expect(held.has('usr_2')).toBe(false)
})

test('who can sign in takes over first, and never who has left or leaves now', () => {
  const people = (['active', 'disabled', 'known', 'invited', 'active'] as const).map(
    (state, at) => ({ id: `usr_${at}`, name: '', state }) as unknown as Person,
  )
  expect(heirs(people, 'usr_4').map(({ id }) => id)).toEqual(['usr_0', 'usr_3', 'usr_2'])
})

test('a choice for all leaves a form without a pool as it was chosen', () => {
  const rows = [
    { key: 'lead', pool: true },
    { key: 'deal', pool: false },
  ]
  expect(chosenForAll(rows, POOL, { deal: 'usr_2' })).toEqual({ lead: POOL, deal: 'usr_2' })
  expect(chosenForAll(rows, STAY, { deal: 'usr_2' })).toEqual({ lead: STAY, deal: STAY })
  expect(choiceOfAll(rows, {})).toBeUndefined()
  expect(choiceOfAll(rows, { lead: POOL, deal: 'usr_2' })).toBe(POOL)
  expect(choiceOfAll(rows, { lead: 'usr_2', deal: 'usr_2' })).toBe('usr_2')
  expect(choiceOfAll(rows, { lead: 'usr_2', deal: STAY })).toBeUndefined()
})
