import { beforeEach, expect, test } from 'vitest'
import { forgetAsOf, mayHaveMissed, noteAsOf } from './as-of'

const read = (seq: number) => noteAsOf(new Headers({ 'Clew-Seq': String(seq) }))

beforeEach(forgetAsOf)

test('a page whose oldest answer is as new as the stream has missed nothing', () => {
  read(12)
  read(14)
  expect(mayHaveMissed(12)).toBe(false)
  expect(mayHaveMissed(13)).toBe(true)
})

test('an answer that does not say how new it is changes nothing', () => {
  noteAsOf(new Headers())
  expect(mayHaveMissed(1)).toBe(false)
})
