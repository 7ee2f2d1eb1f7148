import { expect, test } from 'vitest'
import { NOTHING, sizeOf, toggled } from './selection'

const row = (id: string) => ({ id, rev: 1, values: {}, display: {} })

test('rows are picked and unpicked one by one, or turned on together', () => {
  const one = toggled(NOTHING, [row('a')])
  const all = toggled(one, [row('a'), row('b')], true)
  expect([sizeOf(one, 9), sizeOf(all, 9), sizeOf(toggled(all, [row('a')]), 9)]).toEqual([1, 2, 1])
})

test('everything but a few counts what the list has, and a row ticked again is back in it', () => {
  const every = { ...NOTHING, except: new Set<string>() }
  const but = toggled(every, [row('a'), row('b')])
  expect(sizeOf(but, 30_000)).toBe(29_998)
  expect(sizeOf(toggled(but, [row('a')]), 30_000)).toBe(29_999)
})
