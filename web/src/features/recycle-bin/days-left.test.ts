import { expect, test } from 'vitest'
import { daysLeft } from './days-left'

const now = Date.parse('2026-11-22T10:00:00Z')

test('a record goes so many days after it was deleted', () => {
  expect(daysLeft('2026-11-22T09:41:00Z', 90, now)).toBe(90)
  expect(daysLeft('2026-11-21T09:41:00Z', 90, now)).toBe(89)
  expect(daysLeft('2026-11-04T10:00:00Z', 30, now)).toBe(12)
  expect(daysLeft('2026-10-23T11:00:00Z', 30, now)).toBe(0)
})

test('one that is due has no days left, and not fewer', () => {
  expect(daysLeft('2026-01-01T00:00:00Z', 30, now)).toBe(0)
})

test('where records stay, none go', () => {
  expect(daysLeft('2026-11-04T10:00:00Z', null, now)).toBeUndefined()
  expect(daysLeft('', 30, now)).toBeUndefined()
})
