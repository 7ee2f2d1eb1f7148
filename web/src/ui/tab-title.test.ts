import { expect, test } from 'vitest'
import { setTabCount, setTabTitle } from './tab-title'

test('the tab says what is unread before the page, whichever came first', () => {
  setTabCount(3)
  expect(document.title).toBe('(3) Clew')
  setTabTitle('线索')
  expect(document.title).toBe('(3) 线索 · Clew')
  setTabCount(120)
  expect(document.title).toBe('(99+) 线索 · Clew')
  setTabCount(0)
  expect(document.title).toBe('线索 · Clew')
})
