import { expect, test } from 'vitest'
import { digitsOf, likelyCurrency } from './currency'

test.each([
  ['zh-CN', 'America/New_York', 'CNY'],
  ['zh', 'UTC', 'CNY'],
  ['zh-Hans-CN', 'Asia/Shanghai', 'CNY'],
  ['zh-TW', 'Asia/Taipei', 'TWD'],
  ['zh-Hant', 'UTC', 'TWD'],
  ['zh-HK', 'Asia/Hong_Kong', 'HKD'],
  ['zh-Hant-HK', 'UTC', 'HKD'],
  ['en-SG', 'America/New_York', 'SGD'],
  ['en-GB', 'UTC', 'GBP'],
  ['en-AU', 'UTC', 'AUD'],
  ['en-IN', 'UTC', 'INR'],
  // What browsers say that nobody set: the clock tells more.
  ['en-US', 'Asia/Singapore', 'SGD'],
  ['en', 'Europe/Berlin', 'EUR'],
  ['en-US', 'America/Chicago', 'USD'],
  // Of two countries, or of none.
  ['en', 'Europe/Zurich', 'USD'],
  ['en', 'UTC', 'USD'],
  ['', '', 'USD'],
])('a browser in %s at %s counts in %s', (language, zone, currency) => {
  expect(likelyCurrency(language, zone)).toBe(currency)
})

test('amounts have as many digits as their coins', () => {
  expect(['SGD', 'JPY', 'KRW', 'KWD', 'no'].map(digitsOf)).toEqual([2, 0, 0, 3, 2])
})
