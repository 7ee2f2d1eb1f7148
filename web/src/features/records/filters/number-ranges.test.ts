import { expect, test } from 'vitest'
import type { Field } from '@/api/types'
import {
  boundsOf,
  conditionOfRange,
  countIn,
  type Occurs,
  rangeBetween,
  rangeOf,
  rangesOf,
  rangeWords,
} from './number-ranges'

const amount = {
  id: 'f',
  code: 'amount',
  name: '金额',
  kind: { type: 'money', currency: 'CNY', decimals: 2 },
} as Field
const times = (numbers: number[]): Occurs[] => numbers.map(number => ({ key: String(number), count: 1 }))
const many = times(Array.from({ length: 300 }, (_, at) => 1_000 + at * 997))

test('few numbers are ticked one by one', () => {
  expect(rangesOf(amount, times([30, 10, 20]))).toEqual(['=10', '=20', '=30'])
})

test('many come in a few ranges with round bounds, and each record is in exactly one', () => {
  const ranges = rangesOf(amount, many)
  expect(ranges).toEqual(['<50000', '50000~99999.99', '100000~199999.99', '>=200000'])
  expect(ranges.reduce((sum, code) => sum + countIn(code, many), 0)).toBe(300)
  expect(countIn('100000~199999.99', many)).toBe(100)
})

test('below nothing and of fractions there are ranges too', () => {
  const mixed = times(Array.from({ length: 120 }, (_, at) => (at - 60) / 4))
  const ranges = rangesOf({ ...amount, kind: { type: 'number', decimals: 2 } }, mixed)
  expect(ranges.length).toBeGreaterThan(3)
  expect(ranges.reduce((sum, code) => sum + countIn(code, mixed), 0)).toBe(120)
})

test('a range is one condition, and is known again by it', () => {
  for (const code of ['=5', '<5', '>=5.5', '<=-5', '-10~9.99']) {
    const condition = conditionOfRange(amount, code)
    expect(condition && rangeOf(condition)).toBe(code)
  }
  expect(conditionOfRange(amount, '10~20')).toEqual({ field: 'amount', op: 'between', value: ['10', '20'] })
  expect(rangeOf({ field: 'amount', op: 'ne', value: '5' })).toBeUndefined()
  expect(rangeOf({ field: 'amount', op: 'ge' })).toBeUndefined()
})

test('it is told in the field’s own numbers', () => {
  expect(rangeWords(amount, '10000~19999.99')).toBe('¥10,000 – ¥19,999.99')
  expect(rangeWords(amount, '>=20000')).toBe('≥ ¥20,000')
  expect(rangeWords(amount, '=5')).toBe('¥5')
})

test('bounds are typed in either order, or one of them', () => {
  expect(rangeBetween('9', '1')).toBe('1~9')
  expect(rangeBetween('', '9')).toBe('<=9')
  expect(rangeBetween('1', '')).toBe('>=1')
  expect(rangeBetween('', '')).toBeUndefined()
  expect(boundsOf('1~9')).toEqual({ from: '1', to: '9' })
  expect(boundsOf('<=9')).toEqual({ from: '', to: '9' })
  expect(boundsOf('=9')).toEqual({ from: '', to: '' })
})
