import { expect, test } from 'vitest'
import type { HistoryItem } from '@/api/types'
import { differences, versionsOf } from './versions'

const item = (
  seq: number,
  kind: string,
  fields: [string, string | null, string | null][] = [],
): HistoryItem => ({
  seq,
  at: `2026-11-22T01:00:0${seq}Z`,
  actor: { id: 'usr_1', name: '张三' },
  origin: 'web',
  can_undo: false,
  kind: kind as HistoryItem['kind'],
  fields: fields.map(([field, before, after]) => ({
    field,
    before,
    after,
    display_before: before ?? '',
    display_after: after ?? '',
  })),
})
const history = [
  item(7, 'record_updated', [['need', '样品', null]]),
  item(6, 'activity_added', [['activity_count', '0', '1']]),
  item(5, 'record_updated', [
    ['company', '海达', '海达机械'],
    ['need', null, '样品'],
  ]),
  item(4, 'remark_added'),
  item(3, 'record_updated', [['company', '海', '海达']]),
  item(1, 'record_created', [['company', null, '海']]),
]
const versions = versionsOf(history, true, field => field !== 'activity_count')
const told = (from: number, to: number) =>
  differences(versions, from, to).map(part => [part.field, part.before, part.after])

test('a version is a change of what the record says', () => {
  expect(versions.map(version => [version.seq, version.number])).toEqual([
    [7, 4],
    [5, 3],
    [3, 2],
    [1, 1],
  ])
})

test('where the first versions are not known none is counted', () => {
  const some = versionsOf(history.slice(0, 3), false, field => field !== 'activity_count')
  expect(some.map(version => [version.seq, version.number])).toEqual([
    [7, undefined],
    [5, undefined],
  ])
})

test('two versions differ by what became of each field in between', () => {
  expect(told(1, 5)).toEqual([
    ['company', '海', '海达机械'],
    ['need', null, '样品'],
  ])
  expect(told(3, 5)).toEqual(told(5, 3))
})

test('what came and went again is no difference', () => {
  expect(told(3, 7)).toEqual([['company', '海达', '海达机械']])
  expect(told(5, 5)).toEqual([])
})

test('the words of the later value are shown beside it', () => {
  const [company] = differences(versions, 1, 7)
  expect(company).toMatchObject({ display_before: '海', display_after: '海达机械' })
})
