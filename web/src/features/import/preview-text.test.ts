import { afterEach, expect, test } from 'vitest'
import type { ImportColumn, PreviewRow } from '@/api/import-types'
import { deviceZone, setZone } from '@/lib/zone'
import { textOf } from './preview-text'

const FOREIGN = deviceZone() === 'Asia/Tokyo' ? 'America/New_York' : 'Asia/Tokyo'
const column = { index: 0, header: '下次跟进', to: { system: 'next_activity_at' } } as ImportColumn
const row = (outcome: PreviewRow['outcome']) =>
  ({
    row: 5,
    outcome,
    cells: ['12月1日'],
    display: { next_activity_at: '2026-12-01T01:00:00Z' },
    problems: [],
  }) as unknown as PreviewRow

afterEach(() => setZone(null))

test('a moment that will be stored is told by the clock of the person', () => {
  setZone(FOREIGN)
  const told = FOREIGN === 'Asia/Tokyo' ? '2026-12-01 10:00' : '2026-11-30 20:00'
  expect(textOf(row('create'), column, 0, undefined)).toBe(told)
  expect(textOf(row('skip'), column, 0, undefined)).toBe('12月1日')
})

test('a text that only looks like a moment stays as it is', () => {
  const noted = { index: 0, header: 'Log', to: { field: 'next_activity_at' } } as ImportColumn
  expect(textOf(row('create'), noted, 0, undefined)).toBe('2026-12-01T01:00:00Z')
})
