import { expect, test } from 'vitest'
import { cleanDecimal, parseDecimal } from './decimal'

test.each([
  ['1,234.50', '1234.5'],
  ['１２３', '123'],
  ['1.2万', '12000'],
  ['0.00001亿', '1000'],
  ['-3.10', '-3.1'],
  ['007', '7'],
  ['.5', '0.5'],
  ['12 000 元', '12000'],
  ['12345678901234567890.123456', '12345678901234567890.123456'],
  ['-0', '0'],
])('%s is read as %s without rounding', (text, value) => expect(parseDecimal(text)).toBe(value))

test.each(['', 'abc', '1.2.3', '--1', '万'])('%j is no number', text =>
  expect(parseDecimal(text)).toBeUndefined(),
)

test('more decimals than the field has are refused by name', () => {
  const field = { id: 'f', code: 'f', name: 'F', kind: { type: 'number' as const, decimals: 1 } }
  expect(cleanDecimal('1.25', field)).toEqual({ problem: 'too_many_decimals', params: { decimals: 1 } })
  expect(cleanDecimal('', field)).toEqual({ value: null })
})
