import { expect, test } from 'vitest'
import { slotsOf } from './slots'

const at = (id: string, from: number, to: number) => ({ id, from, to })
const shown = (...events: ReturnType<typeof at>[]) =>
  slotsOf(events).map(slot => `${slot.event.id}:${slot.at}/${slot.of}`)

test('what overlaps stands side by side, what does not has the whole width', () => {
  expect(shown(at('a', 60, 120), at('b', 90, 150), at('c', 200, 230))).toEqual(['a:0/2', 'b:1/2', 'c:0/1'])
})

test('what only touches does not overlap', () => {
  expect(shown(at('a', 60, 90), at('b', 90, 120))).toEqual(['a:0/1', 'b:0/1'])
})

test('a place that has become free is used again', () => {
  expect(shown(at('long', 0, 300), at('a', 10, 60), at('b', 70, 100))).toEqual(['long:0/2', 'a:1/2', 'b:1/2'])
})
