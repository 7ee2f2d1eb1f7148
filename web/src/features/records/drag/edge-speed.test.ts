import { expect, test } from 'vitest'
import { edgeSpeed } from './edge-speed'

test('a list scrolls only while the hand is near its edge, the nearer the faster', () => {
  expect(edgeSpeed(400, 0, 800)).toBe(0)
  expect(edgeSpeed(40, 0, 800)).toBeLessThan(0)
  expect(edgeSpeed(5, 0, 800)).toBeLessThan(edgeSpeed(40, 0, 800))
  expect(edgeSpeed(790, 0, 800)).toBeGreaterThan(0)
  expect(edgeSpeed(-1, 0, 800)).toBe(0)
})

test('a list too small to have a middle never scrolls', () => {
  expect(edgeSpeed(10, 0, 100)).toBe(0)
})
