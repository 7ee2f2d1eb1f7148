import { describe, expect, test } from 'vitest'
import type { Field } from '@/api/types'
import { allIds, buildGroups, conditionOf, flat, layOut, levelOf, linesOf, segmentAt } from './groups'

const option = (code: string) => ({ id: code, code, label: code })
const field = (code: string, kind: Field['kind']): Field => ({ id: code, code, name: code, kind })
const status = levelOf(field('status', { type: 'stage', options: [option('new'), option('won')] }), {
  field: 'status',
})
const owner = levelOf(field('owner', { type: 'person' }), { field: 'owner' })
const row = (keys: (string | null)[], display: string[], ...values: (number | string)[]) => ({
  keys,
  display,
  values,
})

const groups = buildGroups(
  [status, owner],
  [
    { rows: [row(['won'], ['Won'], 3, '9'), row(['new'], ['New'], 2, '5'), row([null], [''], 1, '0')] },
    {
      rows: [
        row(['new', 'b'], ['New', '周'], 1, '1'),
        row(['new', 'a'], ['New', '王'], 1, '4'),
        row(['won', 'a'], ['Won', '王'], 3, '9'),
        row([null, null], ['', ''], 1, '0'),
        row(['gone', 'a'], ['Gone', '王'], 1, '0'),
      ],
    },
  ],
)

describe('groups', () => {
  test('stand in the order of their options, names by name, no value last', () => {
    expect(groups.map(node => node.key)).toEqual(['new', 'won', null])
    expect(groups[0]?.children.map(node => node.label)).toEqual(['王', '周'])
    expect(groups[0]).toMatchObject({ count: 2, values: ['5'], depth: 0 })
  })
  test('carry the conditions of all their levels', () => {
    expect(groups[1]?.children[0]?.filter).toEqual({
      and: [
        { field: 'status', op: 'eq', value: 'won' },
        { field: 'owner', op: 'eq', value: 'a' },
      ],
    })
    expect(groups[2]?.filter).toEqual({ field: 'status', op: 'empty' })
  })
  test('turn round, with no value still last', () => {
    const answer = { rows: [row(['won'], ['Won'], 3), row([null], [''], 1), row(['new'], ['New'], 2)] }
    expect(buildGroups([{ ...status, descending: true }], [answer]).map(node => node.key)).toEqual([
      'won',
      'new',
      null,
    ])
  })
  test('of a month hold its days, leap years included', () => {
    const month = levelOf(field('day', { type: 'date' }), { field: 'day' })
    expect(conditionOf(month, '2028-02')).toEqual({
      field: 'day',
      op: 'between',
      value: ['2028-02-01', '2028-02-29'],
    })
    const year = levelOf(field('day', { type: 'date' }), { field: 'day', by: 'year' })
    expect(conditionOf(year, '2026')).toMatchObject({ value: ['2026-01-01', '2026-12-31'] })
  })
  test('of no answer stand under no, as filters find them', () => {
    const ok = levelOf(field('ok', { type: 'yes_no' }), { field: 'ok' })
    const rows = [
      { keys: [false], display: [''], values: [2, '5'] },
      { keys: [true], display: [''], values: [1, '7'] },
      { keys: [null], display: [''], values: [3, '1'] },
    ]
    const made = buildGroups([ok], [{ rows }])
    expect(made.map(node => [node.key, node.count, node.values])).toEqual([
      [false, 5, [null]],
      [true, 1, ['7']],
    ])
  })
})

describe('the lines of a grouped list', () => {
  test('are headings and the rows below them', () => {
    const segments = layOut(groups, new Set())
    expect(segments.map(s => [s.kind, s.at, s.length])).toEqual([
      ['group', 0, 1],
      ['group', 1, 1],
      ['rows', 2, 1],
      ['group', 3, 1],
      ['rows', 4, 1],
      ['group', 5, 1],
      ['group', 6, 1],
      ['rows', 7, 3],
      ['group', 10, 1],
      ['group', 11, 1],
      ['rows', 12, 1],
    ])
    expect(linesOf(segments)).toBe(13)
    expect(segmentAt(segments, 8)?.node?.filter).toEqual(groups[1]?.children[0]?.filter)
    expect(segmentAt(segments, 13)).toBeUndefined()
  })
  test('hide what is folded', () => {
    expect(linesOf(layOut(groups, new Set(allIds(groups))))).toBe(3)
    expect(linesOf(layOut(groups, new Set([groups[1]?.id ?? ''])))).toBe(9)
  })
  test('without groups are the rows', () => {
    expect(segmentAt(flat(5), 4)).toMatchObject({ at: 0, length: 5 })
    expect(flat(0)).toEqual([])
  })
})
