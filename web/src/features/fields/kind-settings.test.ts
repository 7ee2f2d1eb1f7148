import { expect, test } from 'vitest'
import { currencyAmong, inCurrency } from './kind-settings'

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

test('the digits of new money follow its currency, those of money in force and chosen ones do not', () => {
  const dollars = { type: 'money' as const, currency: 'USD', decimals: 2 }
  expect(inCurrency(dollars, 'JPY', false)).toEqual({ currency: 'JPY', decimals: 0 })
  expect(inCurrency({ ...dollars, currency: 'JPY', decimals: 0 }, 'KWD', false)).toEqual({
    currency: 'KWD',
    decimals: 3,
  })
  expect(inCurrency(dollars, 'JPY', true)).toEqual({ currency: 'JPY' })
  expect(inCurrency({ ...dollars, decimals: 4 }, 'JPY', false)).toEqual({ currency: 'JPY' })
})
