import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { callMark, endCall, useFinishedCall } from './calls'

const AT = Date.parse('2026-11-22T02:00:00Z')

function callFrom() {
  vi.useFakeTimers({ now: AT })
  const { result } = renderHook(() => useFinishedCall())
  const link = document.createElement('a')
  link.dataset.call = callMark('lead', 'rec_1')['data-call']
  document.body.append(link)
  link.click()
  return () => result.current[0]?.record
}

const awayFor = (ms: number) =>
  act(() => {
    dispatchEvent(new Event('blur'))
    vi.setSystemTime(Date.now() + ms)
    dispatchEvent(new Event('focus'))
  })

afterEach(() => void vi.useRealTimers())

test('a telephone beside the browser takes the focus for the call: then it is asked about', () => {
  const asked = callFrom()
  awayFor(90_000)
  expect(asked()).toBe('rec_1')
})

test('the browser asking which program may call is not the call', () => {
  const asked = callFrom()
  awayFor(1500)
  expect(asked()).toBeUndefined()
  awayFor(60_000)
  expect(asked()).toBe('rec_1')
})

test('a follow-up of that record says how it went: then nobody asks, before or after one is back', () => {
  const asked = callFrom()
  endCall('rec_1')
  awayFor(90_000)
  expect(asked()).toBeUndefined()
})

test('the question that stands there goes with the follow-up of that record, not with another’s', () => {
  const asked = callFrom()
  awayFor(90_000)
  act(() => endCall('rec_2'))
  expect(asked()).toBe('rec_1')
  act(() => endCall('rec_1'))
  expect(asked()).toBeUndefined()
  awayFor(90_000)
  expect(asked()).toBeUndefined()
})
