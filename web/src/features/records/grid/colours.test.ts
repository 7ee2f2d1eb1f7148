import { expect, test } from 'vitest'
import type { ColourRule, Field } from '@/api/types'
import { painter } from './colours'
import { fieldsOfRules } from './use-paint'

const fields: Field[] = [{ id: 'a', code: 'amount', name: 'A', kind: { type: 'money' } }]
const eyes = { me: 'usr_1', department: undefined, now: 0 }
const over = (value: string, hue: ColourRule['hue'], field?: string): ColourRule => ({
  when: { field: 'amount', op: 'gt', value },
  hue,
  ...(field ? { field } : {}),
})
const record = (amount: string) => ({ id: 'r', rev: 1, values: { amount }, display: {} })

test('the first rule that holds wins, for the row and for each cell on its own', () => {
  const paint = painter(
    [over('100', 'red'), over('10', 'green'), over('10', 'amber', 'amount')],
    fields,
    eyes,
  )
  expect(paint?.(record('200'))).toEqual({ row: 'red', cells: { amount: 'amber' } })
  expect(paint?.(record('50'))).toEqual({ row: 'green', cells: { amount: 'amber' } })
  expect(paint?.(record('5'))).toBeUndefined()
})

test('a rule that is only begun colours nothing', () => {
  expect(painter([{ when: { field: 'amount', op: 'gt' }, hue: 'red' }], fields, eyes)).toBeUndefined()
  expect(fieldsOfRules([over('1', 'red'), over('2', 'red')])).toEqual(['amount'])
})
