import { expect, test } from 'vitest'
import { currencyAmong } from './kind-settings'

const money = (code: string, currency: string, archived = false) => ({
  id: code,
  code,
  name: code,
  kind: { type: 'money' as const, currency },
  archived,
})

test('new money is in the currency of the money that the form has, else in the company’s', () => {
  const fields = [money('a', 'USD'), money('b', 'EUR', true), money('c', 'EUR', true)]
  expect(currencyAmong(fields, 'SGD')).toBe('USD')
  expect(currencyAmong(fields.slice(1), 'SGD')).toBe('SGD')
  expect(currencyAmong([], 'SGD')).toBe('SGD')
})
