import { expect, test } from 'vitest'
import { secondsLeft } from './use-time-left'

test('what is left follows from how fast it went so far', () => {
  const first = { at: 0, done: 1_000 }
  expect(secondsLeft(first, { at: 10_000, done: 3_000 }, 13_000)).toBe(50)
})

test('nobody guesses from too little, nor while nothing moves', () => {
  const first = { at: 0, done: 0 }
  expect(secondsLeft(first, { at: 1_000, done: 500 }, 1_000)).toBeUndefined()
  expect(secondsLeft(first, { at: 9_000, done: 0 }, 1_000)).toBeUndefined()
  expect(secondsLeft(first, { at: 9_000, done: 500 }, 0)).toBeUndefined()
})
