import { expect, test } from 'vitest'
import type { RecordRow } from '@/api/types'
import { heldLines, hold } from './held-lines'

const record = (id: string, rev = 1) => ({ id, rev }) as RecordRow
const lines = (...records: RecordRow[]) => ({
  rowAt: (line: number) => records[line],
  groupAt: () => undefined,
  load: async (first: number, last: number) =>
    records.flatMap((one, line) => (line >= first && line <= last ? [{ line, record: one }] : [])),
})

test('a line keeps its record while it is held, and lines beyond go on', () => {
  const held = hold(lines(record('a'), record('b'), record('c')), [0, 1])
  const later = heldLines(lines(record('new'), record('a'), record('b'), record('c')), held)
  expect([0, 1, 3].map(line => later.rowAt(line)?.id)).toEqual(['a', 'b', 'c'])
})

test('what a colleague wrote into a held record is shown where it stands', () => {
  const held = hold(lines(record('a'), record('b')), [0, 1])
  expect(heldLines(lines(record('b', 7), record('a')), held).rowAt(1)?.rev).toBe(7)
})

test('a record that left the list stands where it was held', () => {
  const held = hold(lines(record('a'), record('b')), [0, 1])
  expect(heldLines(lines(record('b')), held).rowAt(0)?.id).toBe('a')
})

test('what is loaded for lines that are held are the records held', async () => {
  const held = hold(lines(record('a'), record('b')), [0, 1])
  const later = heldLines(lines(record('new'), record('a'), record('b')), held)
  const found = await later.load(0, 2)
  expect(found.map(one => `${one.line}${one.record.id}`)).toEqual(['0a', '1b', '2b'])
})

test('a line that comes into view is held from then on', () => {
  const held = hold(lines(record('a'), record('b')), [0])
  hold(lines(record('a'), record('b')), [0, 1], held)
  const later = heldLines(lines(record('new'), record('a'), record('b')), held)
  expect([0, 1].map(line => later.rowAt(line)?.id)).toEqual(['a', 'b'])
})
