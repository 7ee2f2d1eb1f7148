import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import { type Figures, readDate } from './read-date'

const now = dayjs('2026-11-21T12:00')
const read = (text: string, figures: Figures) => readDate(text, now, figures)?.format('YYYY-MM-DD HH:mm')

test.each([
  ['12/3/2026', '2026-12-03 00:00'],
  ['12/3/26', '2026-12-03 00:00'],
  ['12/1/2026 2:30 PM', '2026-12-01 14:30'],
  ['12/1/2026 12:05am', '2026-12-01 00:05'],
  ['12/3', '2026-12-03 00:00'],
  ['Dec 3', '2026-12-03 00:00'],
  ['dec 3 2pm', '2026-12-03 14:00'],
  ['Dec 3 at 9:15', '2026-12-03 09:15'],
  ['December 3rd, 2027', '2027-12-03 00:00'],
  ['3 Dec 2027', '2027-12-03 00:00'],
  ['Sept 5', '2026-09-05 00:00'],
  ['Mon, Nov 23', '2026-11-23 00:00'],
  ['Nov 29, 2026, 07:37', '2026-11-29 07:37'],
  ['2026-12-03', '2026-12-03 00:00'],
  ['2026-12-03 09:30', '2026-12-03 09:30'],
  ['2026-12-03T09:30', '2026-12-03 09:30'],
])('%s is read in English', (text, expected) => expect(read(text, 'month_first')).toBe(expected))

test.each([
  ['2026年12月3日', '2026-12-03 00:00'],
  ['2026年12月3日 14:30', '2026-12-03 14:30'],
  ['12月3日', '2026-12-03 00:00'],
  ['12-3', '2026-12-03 00:00'],
  ['2026/12/3', '2026-12-03 00:00'],
  ['Dec 3', '2026-12-03 00:00'],
])('%s is read in Chinese', (text, expected) => expect(read(text, 'chinese')).toBe(expected))

test.each(['', 'soon', '某天', '2/30/2026', '13/13/2026', 'Decide 3', 'Dec 3 25:00', '14:30', 'Dec 3 13pm'])(
  '%j is no date',
  text => expect(read(text, 'month_first')).toBeUndefined(),
)

test('what could be March or December is not guessed in Chinese', () =>
  expect(read('12/3/2026', 'chinese')).toBeUndefined())

const written = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../crates/engines/written-dates.json'), 'utf8'),
) as { today: string; text: string; date: string | null }[]

test.each(written)('$text on $today is $date, here as on the server', ({ today, text, date }) =>
  expect(readDate(text, dayjs(`${today}T23:30`), 'month_first')?.format('YYYY-MM-DD') ?? null).toBe(date),
)
