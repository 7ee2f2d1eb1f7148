import { expect, test } from 'vitest'
import { coveredBelow } from './keyboard'

test('a keyboard covers what is missing below', () => {
  expect(coveredBelow(844, 508, 0)).toBe(336)
  expect(coveredBelow(844, 508, 120)).toBe(216)
})

test('the bar of a browser is no keyboard', () => {
  expect(coveredBelow(844, 788, 0)).toBe(0)
})
