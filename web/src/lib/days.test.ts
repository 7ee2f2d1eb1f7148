import { afterEach, describe, expect, test } from 'vitest'
import {
  clockOf,
  dayOf,
  endOfDay,
  firstOfWeek,
  minutesOf,
  readZone,
  shifted,
  startOfDay,
  step,
  valueAt,
  windowOf,
  zoneAt,
} from './days'
import { deviceZone, setZone } from './zone'

describe('the days on the screen', () => {
  test('begin on a Monday and hold whole weeks, as many as the month touches', () => {
    const november = windowOf('month', '2026-11-21')
    expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42])
    expect(windowOf('month', '2027-02-10')).toHaveLength(28)
    expect(windowOf('month', '2026-12-31')).toHaveLength(35)
  })
  test('are a week, a day, or two weeks ahead', () => {
    expect(windowOf('week', '2026-11-22')[0]).toBe('2026-11-16')
    expect(windowOf('day', '2026-11-22')).toEqual(['2026-11-22'])
    expect(windowOf('agenda', '2026-11-22').at(-1)).toBe('2026-12-05')
  })
  test('go on by a screen, and a month never skips one', () => {
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-28')
    expect(step('month', '2026-03-31', -1)).toBe('2026-02-28')
    expect(step('week', '2026-11-22', -1)).toBe('2026-11-15')
  })
  test('know their Monday, also on a Sunday', () => {
    expect(firstOfWeek('2026-11-22')).toBe('2026-11-16')
    expect(firstOfWeek('2026-11-16')).toBe('2026-11-16')
  })
})

describe('a value', () => {
  test('keeps its time of day when it is moved', () => {
    const at = new Date(2026, 10, 21, 9, 30).toISOString()
    expect(shifted(at, 3)).toBe(new Date(2026, 10, 24, 9, 30).toISOString())
    expect(shifted('2026-11-30', 1)).toBe('2026-12-01')
  })
  test('stands on its day in the zone of whoever looks', () => {
    expect(dayOf(new Date(2026, 10, 21, 23, 59).toISOString())).toBe('2026-11-21')
    expect(dayOf('2026-11-21')).toBe('2026-11-21')
  })
  test('is made of a day and a time, or of a day alone', () => {
    expect(valueAt(true, '2026-11-21', 540)).toBe('2026-11-21')
    expect(valueAt(false, '2026-11-21', 570)).toBe(new Date(2026, 10, 21, 9, 30).toISOString())
  })
  test('is dropped on a day or on a time of it', () => {
    expect(readZone('2026-11-21')).toEqual({ day: '2026-11-21' })
    expect(readZone(zoneAt('2026-11-21', 570))).toEqual({ day: '2026-11-21', minutes: 570 })
    expect(readZone('elsewhere')).toBeUndefined()
  })
})

describe('a zone that the person chose', () => {
  afterEach(() => setZone(null))

  test('says where days begin and end, and on which day and at what time something stands', () => {
    const zone = deviceZone() === 'Asia/Tokyo' ? 'America/New_York' : 'Asia/Tokyo'
    const begins = zone === 'Asia/Tokyo' ? '2026-11-20T15:00:00.000Z' : '2026-11-21T05:00:00.000Z'
    setZone(zone)
    expect(startOfDay('2026-11-21')).toBe(begins)
    expect(Date.parse(endOfDay('2026-11-21')) - Date.parse(begins)).toBe(86_399_999)
    expect([dayOf(begins), clockOf(begins), minutesOf(begins)]).toEqual(['2026-11-21', '00:00', 0])
    expect(valueAt(false, '2026-11-21', 0)).toBe(begins)
    expect(Date.parse(shifted(begins, 2)) - Date.parse(begins)).toBe(2 * 86_400_000)
  })
})
