import { expect, test } from 'vitest'
import { tokenIn } from './setup-token'

test('the token is found in the link that was pasted, or is what was pasted', () => {
  expect(tokenIn(' http://127.0.0.1:8080/setup?token=abc-1_2 ')).toBe('abc-1_2')
  expect(tokenIn('http://clew.lan/setup?lang=en&token=xyz#top')).toBe('xyz')
  expect(tokenIn(' abc ')).toBe('abc')
})
