import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Notice } from '@/api/types'
import { useTellsOf } from '@/lib/told-jobs'
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

test('what the page in sight says of its own job is not said once more', () => {
  const ended: Notice = {
    ...notice('job_ended', '2026-11-22T03:00:00Z'),
    params: { job: 'job_1', kind: 'import' },
  }
  const rung = () => toRing([ended], '2026-11-22T01:00:00Z', [])
  expect(rung()).toEqual([ended])
  const page = renderHook(() => useTellsOf('job_1', false))
  expect(rung()).toEqual([])
  page.unmount()
  expect(rung()).toEqual([ended])
})
