import { describe, expect, test } from 'vitest'
import { type Carried, continued, filled } from './fill'

const cells = (...values: (string | boolean | null)[]): Carried[] =>
  values.map(value => ({ value, display: typeof value === 'string' ? `«${value}»` : null }))
const values = (made: Carried[]) => made.map(cell => cell.value)

describe('a fill', () => {
  test('copies one cell with the words it is shown by', () => {
    expect(continued(cells('rec_1'), 2)).toEqual([
      { value: 'rec_1', display: '«rec_1»' },
      { value: 'rec_1', display: '«rec_1»' },
    ])
    expect(values(continued(cells('100'), 2))).toEqual(['100', '100'])
  })
  test('goes on with evenly spaced numbers, without a float showing through', () => {
    expect(values(continued(cells('10', '20'), 3))).toEqual(['30', '40', '50'])
    expect(values(continued(cells('0.1', '0.2'), 2))).toEqual(['0.3', '0.4'])
    expect(values(continued(cells('5', '3'), 2))).toEqual(['1', '-1'])
  })
  test('goes on with days over the end of a month', () => {
    expect(values(continued(cells('2026-01-30', '2026-01-31'), 2))).toEqual(['2026-02-01', '2026-02-02'])
    expect(values(continued(cells('2026-01-01', '2026-01-08'), 1))).toEqual(['2026-01-15'])
  })
  test('repeats what has no even step, empty cells included', () => {
    expect(values(continued(cells('1', '2', '4'), 4))).toEqual(['1', '2', '4', '1'])
    expect(values(continued(cells('a', null), 3))).toEqual(['a', null, 'a'])
    expect(values(continued(cells('7', '7'), 2))).toEqual(['7', '7'])
  })
  test('runs upwards and sideways too', () => {
    const from = { top: 5, left: 0, bottom: 6, right: 0 }
    const up = filled([cells('10'), cells('20')], from, { top: 2, left: 0, bottom: 4, right: 0 })
    expect(up.map(row => row[0]?.value)).toEqual(['-20', '-10', '0'])
    const right = filled(
      [cells('a', 'b')],
      { top: 0, left: 0, bottom: 0, right: 1 },
      { top: 0, left: 2, bottom: 0, right: 4 },
    )
    expect(right.map(values)).toEqual([['a', 'b', 'a']])
  })
})
