import { describe, expect, test } from 'vitest'
import { frozenThatFit, geometry, pagesOf, place, reveal } from './geometry'

describe('the geometry of the grid', () => {
  test('is one to one while the canvas fits', () => {
    const geo = geometry(100_000, 36, 800)
    expect(geo.canvas).toBe(3_600_000)
    expect(geo.toVirtual(1234)).toBe(1234)
    expect(geo.toPhysical(1234)).toBe(1234)
  })
  test('maps ten million rows onto a canvas that a browser accepts, end to end', () => {
    const geo = geometry(10_000_000, 36, 800)
    expect(geo.canvas).toBeLessThan(33_554_428)
    expect(geo.toVirtual(0)).toBe(0)
    expect(geo.toVirtual(geo.canvas - 800)).toBeCloseTo(360_000_000 - 800)
    expect(geo.toVirtual(geo.toPhysical(123_456_789))).toBeCloseTo(123_456_789, 0)
  })
  test('never scrolls past the ends', () => {
    const geo = geometry(10_000_000, 36, 800)
    expect(geo.toPhysical(1e12)).toBe(geo.canvas - 800)
    expect(geometry(3, 36, 800).toPhysical(50)).toBe(50)
  })
  test('moves only as far as the row needs', () => {
    expect(reveal(0, 36, 100, 360)).toBe(0)
    expect(reveal(5, 36, 0, 360)).toBeUndefined()
    expect(reveal(20, 36, 0, 360)).toBe(21 * 36 - 360)
  })
  test('asks for the pages that the rows touch', () => {
    expect(pagesOf(0, 40, 1000, 100)).toEqual([0])
    expect(pagesOf(90, 110, 1000, 100)).toEqual([0, 1])
    expect(pagesOf(-20, 5000, 250, 100)).toEqual([0, 1, 2])
    expect(pagesOf(0, 10, 0, 100)).toEqual([])
  })
  test('places columns side by side', () => {
    expect(place([200, 100, 50]).map(column => column.start)).toEqual([0, 200, 300])
  })
})

test('frozen columns leave room for the others, and the first is always frozen', () => {
  expect(frozenThatFit([200, 120, 120], 2, 1200)).toBe(2)
  expect(frozenThatFit([200, 300, 300], 3, 700)).toBe(1)
  expect(frozenThatFit([900, 100], 1, 700)).toBe(1)
  expect(frozenThatFit([100, 100], 5, 2000)).toBe(2)
})
