import { expect, test } from 'vitest'
import type { Activity } from '@/api/types'
import { withChanged, without } from './pages'

const one = (id: string, pinned = false): Activity => ({
  id,
  kind: 'note',
  text: id,
  at: '2026-11-22T01:00:00Z',
  by: { id: 'usr_1', name: '张三' },
  ...(pinned ? { pinned } : {}),
})

test('what is pinned comes to the top at once, and stays among the others', () => {
  const page = { items: [one('a'), one('b')], pinned: [one('b', true)] }
  const now = withChanged(page, one('a', true))
  expect(now.pinned?.map(a => a.id)).toEqual(['a', 'b'])
  expect(now.items.map(a => [a.id, a.pinned ?? false])).toEqual([
    ['a', true],
    ['b', false],
  ])
})

test('an older one that is pinned comes to the top although its page is not here', () => {
  expect(withChanged({ items: [] }, one('z', true)).pinned?.map(a => a.id)).toEqual(['z'])
})

test('what is remarked on keeps its place at the top', () => {
  const page = { items: [one('a')], pinned: [one('b', true), one('a', true)] }
  const now = withChanged(page, { ...one('a', true), text: 'neu' })
  expect(now.pinned?.map(a => a.text)).toEqual(['b', 'neu'])
})

test('what is unpinned or removed leaves the top', () => {
  const page = { items: [one('a', true)], pinned: [one('a', true)] }
  expect(withChanged(page, one('a')).pinned).toEqual([])
  expect(without(page, 'a')).toEqual({ items: [], pinned: [] })
})
