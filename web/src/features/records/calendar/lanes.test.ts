import { describe, expect, test } from 'vitest'
import { daysFrom } from '@/lib/days'
import { hiddenOn, lanesOf, visibleLanes } from './lanes'

const week = daysFrom('2026-11-16', 7)
const event = (id: string, firstDay: string, lastDay = firstDay) => ({ id, firstDay, lastDay })
const lines = (...events: ReturnType<typeof event>[]) =>
  lanesOf(events, week).map(s => `${s.event.id}:${s.lane}@${s.from}+${s.length}`)

describe('a row of days', () => {
  test('stacks what is on the same day and reuses free lines', () => {
    expect(lines(event('a', '2026-11-16'), event('b', '2026-11-16'), event('c', '2026-11-17'))).toEqual([
      'a:0@0+1',
      'b:1@0+1',
      'c:0@1+1',
    ])
  })
  test('puts the longer on top, and what began before first', () => {
    expect(
      lines(
        event('short', '2026-11-16'),
        event('long', '2026-11-16', '2026-11-18'),
        event('old', '2026-11-10', '2026-11-17'),
      ),
    ).toEqual(['long:0@0+3', 'old:1@0+2', 'short:2@0+1'])
  })
  test('cuts what goes beyond it and says so', () => {
    const [segment] = lanesOf([event('x', '2026-11-01', '2026-12-01')], week)
    expect(segment).toMatchObject({ from: 0, length: 7, before: true, after: true })
    expect(lanesOf([event('y', '2026-12-01')], week)).toEqual([])
  })
  test('keeps a line for what does not fit, and counts it', () => {
    expect(visibleLanes(3, 3)).toBe(3)
    expect(visibleLanes(3, 4)).toBe(2)
    expect(visibleLanes(0, 4)).toBe(0)
    const segments = lanesOf(
      [event('a', '2026-11-16'), event('b', '2026-11-16'), event('c', '2026-11-16', '2026-11-17')],
      week,
    )
    expect([hiddenOn(segments, 0, 1), hiddenOn(segments, 1, 1), hiddenOn(segments, 2, 1)]).toEqual([2, 0, 0])
  })
})
