import { expect, test } from 'vitest'
import type { Option } from '@/api/types'
import { lookOf, scrollTo, stageByKey } from './stage-step'
import { wayOf } from './walker'

const path = ['new', 'talk', 'offer', 'won', 'lost'].map(code => ({
  code,
  ...(code === 'won' || code === 'lost' ? { closed: code } : {}),
})) as unknown as Option[]
const looks = (at: number) => path.map((_, index) => lookOf(path, index, at, path[at]?.closed)).join(' ')

test('what lies before the record is passed; the ends are passed by nobody', () => {
  expect(looks(1)).toBe('passed here ahead ahead ahead')
  expect(looks(3)).toBe('passed passed passed here ahead')
  expect(looks(4)).toBe('ahead ahead ahead ahead here')
})

test('arrows stop at the ends of the path', () => {
  expect(stageByKey('ArrowLeft', 0, 5)).toBe(0)
  expect(stageByKey('ArrowRight', 4, 5)).toBe(4)
  expect(stageByKey('End', 1, 5)).toBe(4)
  expect(stageByKey('x', 1, 5)).toBeUndefined()
})

test('a path too long for its place begins with a whole stage, and shows where the record stands', () => {
  const steps = [0, 60, 150, 240, 300, 360, 430, 520].map(start => ({ start, end: start + 58 }))
  // All of it would be seen from 138 on; there the second stage would be cut in two.
  expect(scrollTo(steps, 5, 440)).toBe(60)
  expect(scrollTo(steps, 0, 440)).toBe(0)
  expect(scrollTo(steps, 3, 240)).toBe(150)
  expect(scrollTo(steps, 7, 240)).toBe(520)
  expect(scrollTo(steps, 7, 900)).toBe(0)
})

test('letters walk records where nobody types; beside a list the list has the letters', () => {
  document.body.innerHTML =
    '<div role="grid"><input id="cell" /></div><aside><b id="in"></b><input id="field" /></aside>'
  const from = (id: string, key: string, beside: boolean, altKey = false) => {
    let way: string | undefined
    const element = document.getElementById(id) as HTMLElement
    element.addEventListener(
      'keydown',
      event => {
        way = wayOf(event, beside)
      },
      { once: true },
    )
    element.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true }))
    return way
  }
  expect(from('in', 'j', false)).toBe('next')
  expect(from('in', 'k', true)).toBe('previous')
  expect(from('cell', 'j', true)).toBeUndefined()
  expect(from('cell', 'ArrowDown', true, true)).toBe('next')
  expect(from('field', 'j', false)).toBeUndefined()
  expect(from('field', 'ArrowDown', true, true)).toBeUndefined()
})
