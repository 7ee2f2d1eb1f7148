import { describe, expect, test } from 'vitest'
import type { Field } from '@/api/types'
import { measuresFor, tallied, talliesOf, tallyText } from './totals'

const field = (kind: Field['kind']): Field => ({ id: 'f', code: 'amount', name: 'F', kind })
const money = field({ type: 'money', currency: 'CNY', decimals: 2 })

describe('a number under a column', () => {
  test('is offered only where it means something', () => {
    expect(talliesOf(money)).toContain('avg')
    expect(talliesOf(field({ type: 'text' }))).toEqual(['count', 'filled', 'empty'])
    expect(talliesOf(field({ type: 'date' }))).toContain('max')
    expect(talliesOf(field({ type: 'date' }))).not.toContain('sum')
    expect(talliesOf(field({ type: 'link', many: true }))).toEqual(['count'])
  })
  test('is asked once, and the count never', () => {
    expect(measuresFor({ amount: 'sum', name: 'empty', owner: 'count' })).toEqual([
      { of: 'sum', field: 'amount' },
      { of: 'filled', field: 'name' },
    ])
  })
  test('says how many are empty from how many are filled', () => {
    const measures = measuresFor({ amount: 'empty' })
    expect(tallied('amount', 'empty', measures, [7], 10)).toBe(3)
    expect(tallied('amount', 'count', measures, [7], 10)).toBe(10)
    expect(tallied('other', 'sum', measures, [7], 10)).toBeNull()
  })
  test('keeps every digit of a sum and rounds a mean', () => {
    expect(tallyText(money, 'sum', '12345678901234567.89')).toBe('¥12,345,678,901,234,567.89')
    expect(tallyText(money, 'avg', '104395.061728')).toBe('¥104,395.06')
    expect(tallyText(money, 'avg', '100')).toBe('¥100')
    expect(tallyText(money, 'max', null)).toBe('–')
  })
})
