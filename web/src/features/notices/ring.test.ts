import { expect, test } from 'vitest'
import type { Notice } from '@/api/types'
import { toRing } from './ring'

const notice = (kind: string, at: string, read = false): Notice => ({ id: `${kind}${at}`, kind, at, read })
const items = [
  notice('assigned', '2026-11-22T03:00:00Z'),
  notice('task_due', '2026-11-22T02:00:00Z'),
  notice('assigned', '2026-11-22T02:00:00Z', true),
  notice('assigned', '2026-11-22T01:00:00Z'),
]

test('only what is new, unread and not silent rings', () => {
  expect(toRing(items, '2026-11-22T01:00:00Z', []).map(n => n.id)).toEqual([items[0]?.id, items[1]?.id])
  expect(toRing(items, '2026-11-22T01:00:00Z', ['assigned'])).toEqual([items[1]])
  expect(toRing(items, '2026-11-22T03:00:00Z', [])).toEqual([])
})

test('what was there before the page was opened does not ring', () => {
  expect(toRing(items, undefined, [])).toEqual([])
})
