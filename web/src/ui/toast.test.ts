import { expect, test } from 'vitest'
import { type Toast, withNewest, withoutStep } from './toast'

let id = 0
const said = (text: string, more: Partial<Toast> = {}): Toast => {
  id += 1
  return { id, text, tone: 'ok', ...more }
}
const back = { action: { label: 'Undo', run: () => undefined } }
const shownAfter = (...all: Toast[]) => all.reduce<Toast[]>(withNewest, []).map(one => one.text)

test('good news gives way to newer good news, so no pile hides the rows', () => {
  expect(shownAfter(said('saved'), said('copied'), said('pasted'))).toEqual(['pasted'])
  expect(shownAfter(said('A moved', back), said('B moved', back))).toEqual(['B moved'])
})

test('a way back is not pushed away by what offers none', () => {
  expect(shownAfter(said('deleted', back), said('copied'), said('pasted'))).toEqual(['deleted', 'pasted'])
})

test('a failure stays beside what came after it', () => {
  expect(shownAfter(said('not saved', { tone: 'bad' }), said('copied'), said('pasted'))).toEqual([
    'not saved',
    'pasted',
  ])
})

test('what offers to take a step back goes when that was taken back otherwise; a failure only loses its offer', () => {
  const step = {}
  const shown = [
    said('moved', { ...back, step }),
    said('not saved', { ...back, tone: 'bad', step }),
    said('other', back),
  ]
  const left = withoutStep(shown, step)
  expect(left.map(one => one.text)).toEqual(['not saved', 'other'])
  expect(left.map(one => one.action !== undefined)).toEqual([false, true])
})
