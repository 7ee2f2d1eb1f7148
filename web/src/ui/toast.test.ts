import { expect, test } from 'vitest'
import { type Toast, withNewest } from './toast'

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
