import { expect, test } from 'vitest'
import type { Activity, HistoryItem } from '@/api/types'
import { merge, readTo } from './merge'

const day = (of: number) => `2026-11-${String(of).padStart(2, '0')}T00:00:00Z`
const said = (of: number) => ({ id: `act_${of}`, at: day(of) }) as Activity
const changed = (of: number) =>
  ({ seq: of, at: day(of), kind: 'created', fields: [] }) as unknown as HistoryItem

test('follow-ups and changes stand in one line, newest first', () => {
  const line = merge([said(9), said(3)], [changed(5)])
  expect(line.map(entry => entry.key)).toEqual(['act_9', 'seq-5', 'act_3'])
})

test('where one stream was not read to its end, nothing older of the other stands below', () => {
  const activities = [said(20), said(18), said(16)]
  const history = [changed(19), changed(2)]
  const since = readTo(activities, true)
  expect(merge(activities, history, since).map(entry => entry.key)).toEqual([
    'act_20',
    'seq-19',
    'act_18',
    'act_16',
  ])
  expect(merge(activities, history, readTo(activities, false))).toHaveLength(5)
})

test('a record made with a past was created before its follow-ups; what an import made, by the import', () => {
  const made = (origin: string) =>
    ({
      seq: 1,
      at: day(22),
      kind: 'records_created',
      origin,
      fields: [{ field: 'created_at', before: null, after: day(3) }],
    }) as unknown as HistoryItem
  const line = merge([said(5)], [made('cli')])
  expect(line.map(entry => entry.key)).toEqual(['act_5', 'seq-1'])
  expect(line[1]).toMatchObject({ at: day(3), change: { at: day(3) } })
  expect(merge([said(5)], [made('import')]).map(entry => entry.at)).toEqual([day(22), day(5)])
})
