import { afterEach, expect, test, vi } from 'vitest'
import { dropOld, ownKey, writeOwn } from './own-key'
import { readStored, writeStored } from './stored'

const DAY = 24 * 3_600_000
const NOW = Date.parse('2026-11-22T10:00:00Z')
const text = ownKey('usr_1', 'activity.rec_1')
const at = (days: number) => vi.setSystemTime(NOW + days * DAY)
/** The app is opened so many days later. */
const opened = (days: number) => {
  at(days)
  dropOld()
  return readStored<unknown>(text, undefined)
}

afterEach(() => {
  vi.useRealTimers()
})

test('what was begun and left lying for more than a week is gone, with all that is of it', () => {
  vi.useFakeTimers()
  at(0)
  writeOwn(`${text}.people`, [{ id: 'usr_2', name: '王芳' }])
  writeOwn(text, '谈了')
  expect(opened(7)).toBe('谈了')
  expect(opened(7.1)).toBeUndefined()
  expect(localStorage).toHaveLength(0)
})

test('who goes on writing has a week from then, also for what was picked before', () => {
  vi.useFakeTimers()
  at(0)
  writeOwn(`${text}.people`, [{ id: 'usr_2', name: '王芳' }])
  writeOwn(text, '谈了')
  at(6)
  writeOwn(text, '谈了价格')
  expect(opened(12)).toBe('谈了价格')
  expect(readStored<unknown[]>(`${text}.people`, [])).toHaveLength(1)
  expect(opened(14)).toBeUndefined()
})

test('what an earlier version kept has its week from the first start on', () => {
  vi.useFakeTimers()
  at(0)
  writeStored(text, '谈了')
  writeStored('theme', 'dark')
  expect(opened(30)).toBe('谈了')
  expect(opened(36)).toBe('谈了')
  expect(opened(38)).toBeUndefined()
  expect(Object.keys(localStorage)).toEqual(['clew.theme'])
})

test('what was sent leaves nothing behind', () => {
  writeOwn(text, '谈了')
  writeOwn(text, undefined)
  expect(localStorage).toHaveLength(0)
})
