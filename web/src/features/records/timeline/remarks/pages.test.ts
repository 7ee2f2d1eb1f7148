import { expect, test } from 'vitest'
import type { ActivityPage } from '@/api/records'
import type { Activity } from '@/api/types'
import { type ActivityPages, withChanged, withNew, without } from './pages'

const one = (id: string, pinned = false): Activity => ({
  id,
  kind: 'note',
  text: id,
  at: '2026-11-22T01:00:00Z',
  by: { id: 'usr_1', name: '张三' },
  ...(pinned ? { pinned } : {}),
})

const read = (...pages: ActivityPage[]): ActivityPages => ({ pages, pageParams: pages.map(() => undefined) })

test('what is pinned comes to the top at once, and stays among the others', () => {
  const page = { items: [one('a'), one('b')], pinned: [one('b', true)] }
  const now = withChanged(read(page), one('a', true)).pages[0] as ActivityPage
  expect(now.pinned?.map(a => a.id)).toEqual(['a', 'b'])
  expect(now.items.map(a => [a.id, a.pinned ?? false])).toEqual([
    ['a', true],
    ['b', false],
  ])
})

test('an older one that is pinned comes to the top although its page is not here', () => {
  const now = withChanged(read({ items: [] }), one('z', true))
  expect(now.pages[0]?.pinned?.map(a => a.id)).toEqual(['z'])
})

test('what is remarked on keeps its place at the top', () => {
  const page = { items: [one('a')], pinned: [one('b', true), one('a', true)] }
  const now = withChanged(read(page), { ...one('a', true), text: 'neu' })
  expect(now.pages[0]?.pinned?.map(a => a.text)).toEqual(['b', 'neu'])
})

test('what is unpinned or removed leaves the top', () => {
  const page = { items: [one('a', true)], pinned: [one('a', true)] }
  expect(withChanged(read(page), one('a')).pages[0]?.pinned).toEqual([])
  expect(without(read(page), 'a').pages).toEqual([{ items: [], pinned: [] }])
})

test('what is changed or removed on an older page is so there, and what is new stands before all', () => {
  const both = read({ items: [one('c'), one('b')], next: '2' }, { items: [one('a')] })
  expect(withChanged(both, { ...one('a', true), text: 'neu' }).pages).toMatchObject([
    { items: [{ id: 'c' }, { id: 'b' }], pinned: [{ id: 'a' }], next: '2' },
    { items: [{ id: 'a', text: 'neu' }] },
  ])
  expect(without(both, 'a').pages).toEqual([both.pages[0], { items: [] }])
  expect(withNew(both, one('d')).pages.map(page => page.items.map(a => a.id))).toEqual([
    ['d', 'c', 'b'],
    ['a'],
  ])
})
