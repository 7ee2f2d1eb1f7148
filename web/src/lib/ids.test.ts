import { expect, test } from 'vitest'
import { isFromPack, madeAt, newId } from './ids'

test('a client-made id is a version 7 UUID in Crockford base 32, in the order of time', () => {
  const id = newId('rec', 1_700_000_000_000)
  expect(id).toMatch(/^rec_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
  let value = 0n
  for (const letter of id.slice(4))
    value = value * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter))
  expect(Number(value >> 80n)).toBe(1_700_000_000_000)
  expect(madeAt(id)).toBe(1_700_000_000_000)
  expect((value >> 76n) & 15n).toBe(7n)
  expect((value >> 62n) & 3n).toBe(2n)
  expect(newId('rec', 1_700_000_000_000) < newId('rec', 1_700_000_000_001)).toBe(true)
})

test('what a pack brought is told from what was made here by its id', () => {
  // 886313e1-3b8a-5372-9b90-0c9aee199e5d, a UUID of version 5.
  expect(isFromPack('form_48cc9y2ewaads9q40ckbq1k7jx')).toBe(true)
  expect(isFromPack(newId('form'))).toBe(false)
  expect(isFromPack('form')).toBe(false)
})
