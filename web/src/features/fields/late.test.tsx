import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Field, Kind, Value } from '@/api/types'
import { kindOf } from './registry'

const field = (code: string, kind: Kind): Field => ({ id: code, code, name: { en: code }, kind })
const DUE = field('expected', { type: 'date', due: true })
const NEXT = field('next_activity_at', { type: 'date_time' })
const IDLE = field('idle_days', { type: 'idle_days' })

function isRed(of: Field, value: Value, closed: boolean | undefined): boolean {
  const { Cell } = kindOf(of)
  const shown = { field: of, form: 'order', record: 'rec_1', value, display: null, closed }
  return renderToStaticMarkup(<Cell {...shown} />).includes('text-bad')
}

test('a day that has passed is red only on a record that is known to be open', () => {
  expect([false, true, undefined].map(closed => isRed(DUE, '2020-01-01', closed))).toEqual([
    true,
    false,
    false,
  ])
  expect(isRed(DUE, '2999-01-01', false)).toBe(false)
  expect(isRed(field('birthday', { type: 'date' }), '2020-01-01', false)).toBe(false)
})

test('nothing is late any more on a record that has come to an end', () => {
  expect([undefined, true].map(closed => isRed(NEXT, '2020-01-01T00:00:00Z', closed))).toEqual([true, false])
  expect([undefined, true].map(closed => isRed(IDLE, 45, closed))).toEqual([true, false])
})
