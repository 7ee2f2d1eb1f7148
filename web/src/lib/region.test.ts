import dayjs from 'dayjs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { setLanguage } from '@/i18n/setup'
import { titleOf, weekdayNames } from './day-titles'
import { windowOf } from './days'
import { dayText, fullDay, fullTime, weekdayWords } from './format'
import { dateExamples, datesIn, readDate } from './read-date'
import { regionOf } from './region'
import { setZone } from './zone'

const of = (languages: string[], zone = 'UTC') => {
  const { locale, order } = regionOf(languages, zone)
  return `${locale} ${order}`
}

afterEach(() => {
  vi.restoreAllMocks()
  setZone(null)
})

describe('dates are written as in the region', () => {
  test('that the browser names, whatever the clock says', () => {
    expect(of(['en-SG', 'en', 'zh'], 'America/New_York')).toBe('en-SG day_first')
    expect(of(['en-GB'])).toBe('en-GB day_first')
    expect(of(['en-US', 'en'], 'Asia/Singapore')).toBe('en-US month_first')
    expect(of(['en', 'en-AU'])).toBe('en-AU day_first')
  })
  test('of the clock, where the browser names none', () => {
    expect(of(['en'], 'Asia/Singapore')).toBe('en-SG day_first')
    expect(of(['zh-CN'], 'Europe/Vienna')).toBe('en-150 day_first')
    expect(of([], 'America/Indiana/Vincennes')).toBe('en-US month_first')
    // The American that browsers add behind another language says nothing.
    expect(of(['zh-CN', 'zh', 'en-US', 'en'], 'Asia/Singapore')).toBe('en-SG day_first')
  })
  test('and nowhere certain otherwise: nobody falls back on the American', () => {
    expect(of(['en'], 'Asia/Shanghai')).toBe('en-001 unclear')
    expect(of(['en-CN'], 'Asia/Shanghai')).toBe('en-001 unclear')
    expect(of(['zh-CN', 'en-US'], 'Asia/Shanghai')).toBe('en-001 unclear')
    // There figures are written both ways.
    expect(of(['en-CA'])).toBe('en-CA unclear')
  })
})

const standIn = async (...languages: string[]) => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
  await setLanguage('en')
}
const read = (text: string) => readDate(text, dayjs('2026-11-21T12:00'))?.format('YYYY-MM-DD')

test('in Singapore days come first wherever they are typed and told', async () => {
  await standIn('en-SG', 'en')
  expect(['03/04/2026', '25/12/2026', '3/12', '12/25/2026'].map(read)).toEqual([
    '2026-04-03',
    '2026-12-25',
    '2026-12-03',
    '2026-12-25',
  ])
  expect(dateExamples()).toEqual(['3 Dec', '3/12/2026'])
  expect(dayText('2025-06-22')).toBe('22 Jun 2025')
  expect(fullTime('2026-06-22T09:30:00')).toBe('22 Jun 2026, 09:30')
  expect(weekdayWords(dayjs('2026-11-23'))).toBe('Mon, 23 Nov')
  expect(titleOf('week', '2026-11-23', windowOf('week', '2026-11-23', 14, 1))).toMatch(/^23 – 29 November/)
})

test('in Britain weeks begin on Monday besides', async () => {
  await standIn('en-GB')
  expect(weekdayNames()[0]).toBe('Mon')
  expect(read('03/04/2026')).toBe('2026-04-03')
})

test('in the United States months come first, and weeks begin on Sunday', async () => {
  await standIn('en-US')
  expect(read('03/04/2026')).toBe('2026-03-04')
  expect(read('25/12/2026')).toBe('2026-12-25')
  expect(fullDay('2025-06-22T12:00:00')).toBe('Jun 22, 2025')
  expect(weekdayNames()[0]).toBe('Sun')
  expect(titleOf('week', '2026-11-23', windowOf('week', '2026-11-23', 14, 1))).toMatch(/^November 23 – 29/)
})

test('where no region can be told, what could be two days is asked, and what is certain is read', async () => {
  await standIn('en')
  setZone('Asia/Shanghai')
  const days = (text: string) => datesIn(text, dayjs('2026-11-21T12:00')).map(day => day.format('MM-DD'))
  expect(days('03/04/2026')).toEqual(['03-04', '04-03'])
  expect(read('03/04/2026')).toBeUndefined()
  expect(['25/12/2026', '12/25/2026', '4/4/2026', '3 Apr 2026'].map(read)).toEqual([
    '2026-12-25',
    '2026-12-25',
    '2026-04-04',
    '2026-04-03',
  ])
  expect(dayText('2025-06-22')).toBe('22 Jun 2025')
})

test('Chinese is the same everywhere', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['zh-CN', 'en-GB'])
  expect(['12-3', '12/3', '12/3/2026', '25/12'].map(read)).toEqual([
    '2026-12-03',
    '2026-12-03',
    undefined,
    undefined,
  ])
  expect(dayText('2025-06-22')).toBe('2025-06-22')
  expect(weekdayNames()[0]).toBe('周一')
})
