import { expect, test } from 'vitest'
import { moved, squareOf, WHOLE, within } from './crop'

const wide = { width: 400, height: 200 }

test('at first the middle is shown, as much of it as fits', () => {
  expect(squareOf(wide, WHOLE)).toEqual({ left: 100, top: 0, side: 200 })
})

test('nothing beside the picture is ever shown', () => {
  expect(squareOf(wide, within(wide, { zoom: 1, x: 0, y: 0 }))).toEqual({ left: 0, top: 0, side: 200 })
  expect(squareOf(wide, within(wide, { zoom: 2, x: 9, y: 9 }))).toEqual({ left: 300, top: 100, side: 100 })
  expect(within(wide, { zoom: 99, x: 0.5, y: 0.5 }).zoom).toBe(4)
  expect(within(wide, { zoom: 0.1, x: 0.5, y: 0.5 })).toEqual(WHOLE)
})

test('the picture follows the pointer', () => {
  // 100 pixels of a view of 200 are half of what is shown: 100 of the picture's.
  const right = moved(wide, WHOLE, { x: 100, y: 0 }, 200)
  expect(squareOf(wide, right).left).toBe(0)
  expect(squareOf(wide, moved(wide, right, { x: -50, y: 40 }, 200))).toEqual({ left: 50, top: 0, side: 200 })
})
