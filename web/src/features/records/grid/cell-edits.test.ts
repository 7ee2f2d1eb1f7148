import { expect, test } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { plan } from './cell-edits'
import { unique } from './resolve-names'

const field = (code: string, more: Partial<Field> = {}): Field => ({
  id: code,
  code,
  name: code,
  kind: { type: 'text' },
  ...more,
})
const record: RecordRow = { id: 'r', rev: 1, values: { name: 'a', phone: '1' }, display: {} }
const wish = (target: Field, value: string | null) => ({
  record,
  field: target,
  wanted: { value },
  display: null,
  text: value ?? '',
})

test('cells of one record become one edit, and what changes nothing is left out', () => {
  const { edits, cells } = plan([
    wish(field('name'), 'b'),
    wish(field('phone'), '1'),
    wish(field('note'), 'x'),
  ])
  expect(edits).toHaveLength(1)
  expect(edits[0]?.values).toEqual({ name: 'b', note: 'x' })
  expect(cells).toBe(2)
})

test('texts that are no value and blanks in required fields are told, fields nobody may edit are passed over', () => {
  const name = field('name', { required: true })
  const { edits, refused } = plan([
    wish(name, null),
    { ...wish(field('phone'), null), wanted: { problem: 'not_a_phone' }, text: 'foo' },
    wish(field('locked', { can: { edit: false } }), 'x'),
  ])
  expect(edits).toEqual([])
  expect(refused.map(cell => [cell.field.code, cell.text, cell.problem])).toEqual([
    ['name', '', 'required'],
    ['phone', 'foo', 'not_a_phone'],
  ])
})

test('a name that fits two people is not guessed', () => {
  expect(
    unique([
      ['王芳', 'u1'],
      ['王芳', 'u2'],
      ['李强', 'u3'],
      ['李强', 'u3'],
    ]),
  ).toEqual(new Map([['李强', 'u3']]))
})
