import { expect, test } from 'vitest'
import { asUpload, isGoing, isPicture, pastedName, storedOf } from './uploads'

const stored = { file: 'fil_1', name: '合同.pdf', size: 3, media: 'application/pdf' }

test('a screenshot out of the clipboard is called by its moment, a file keeps its name', () => {
  const at = new Date(2026, 10, 2, 9, 5, 7)
  expect(pastedName('image.png', at)).toBe('20261102-090507.png')
  expect(pastedName('现场.png', at)).toBe('现场.png')
})

test('only what arrived is attached, and what failed is not waited for', () => {
  const going = { ...asUpload(stored), share: 0.5 }
  delete (going as { stored?: unknown }).stored
  expect(storedOf([asUpload(stored), going])).toEqual([stored])
  expect(isGoing(going)).toBe(true)
  expect(isGoing({ ...going, problem: 'offline' })).toBe(false)
})

test('what a browser could run is no picture', () => {
  expect(isPicture('image/png')).toBe(true)
  expect(isPicture('image/svg+xml')).toBe(false)
})
