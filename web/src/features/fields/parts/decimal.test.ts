import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { cleanDecimal, cleanMoney, parseDecimal } from './decimal'

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

const written = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../../crates/engines/written-numbers.json'), 'utf8'),
) as { text: string; value: string | null }[]

test.each(written)('$text is $value, here as on the server', ({ text, value }) =>
  expect(parseDecimal(text) ?? null).toBe(value),
)

test('an amount with a comma before its cents is refused, and not a hundred times as much', () => {
  const field = { id: 'f', code: 'f', name: 'F', kind: { type: 'money' as const, currency: 'EUR' } }
  expect(cleanMoney('12,50 €', field)).toEqual({ problem: 'not_a_number' })
  expect(cleanMoney('€1,234.50', field)).toEqual({ value: '1234.5' })
})

test('more decimals than the field has are refused by name', () => {
  const field = { id: 'f', code: 'f', name: 'F', kind: { type: 'number' as const, decimals: 1 } }
  expect(cleanDecimal('1.25', field)).toEqual({ problem: 'too_many_decimals', params: { decimals: 1 } })
  expect(cleanDecimal('', field)).toEqual({ value: null })
})

test.each([
  ['$38,000.00', 'USD', '38000'],
  ['$38,000.00', 'CAD', '38000'],
  ['US$5', 'USD', '5'],
  ['¥1.2万元', 'CNY', '12000'],
  ['￥500', 'JPY', '500'],
  ['CHF 20', 'CHF', '20'],
  ['-€3.10', 'EUR', '-3.1'],
  ['S$1,200', 'SGD', '1200'],
  ['-SGD 5', 'SGD', '-5'],
  ['5 新加坡元', 'SGD', '5'],
  ['5万元', 'TWD', '50000'],
])('%s in a field of %s is %s', (text, currency, value) => {
  const field = { id: 'f', code: 'f', name: 'F', kind: { type: 'money' as const, currency } }
  expect(cleanMoney(text, field)).toEqual({ value })
})

test.each([
  ['$38,000.00', 'CNY'],
  ['US$5', 'HKD'],
  ['¥5', 'USD'],
  ['5 元', 'USD'],
  ['5 USD', 'EUR'],
  ['SGD 5', 'USD'],
  ['5 元', 'SGD'],
])('%s is no amount of a field of %s, and it says so', (text, currency) => {
  const field = { id: 'f', code: 'f', name: 'F', kind: { type: 'money' as const, currency } }
  expect(cleanMoney(text, field)).toEqual({ problem: 'other_currency', params: { currency } })
})
