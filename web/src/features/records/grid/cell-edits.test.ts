import { expect, test } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { plan } from './cell-edits'
import { unique } from './resolve-names'

const form = { actions: [] }
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
  const { edits, cells } = plan(form, [
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
  const { edits, refused } = plan(form, [
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

test('what only an action leads to is told, and the other cells are written', () => {
  const options = ['new', 'converted'].map(code => ({ id: code, code, label: { en: code } }))
  const status = field('status', { kind: { type: 'stage', options } })
  const does = { type: 'convert', mark: { status: 'converted' } }
  const { edits, refused } = plan({ actions: [{ code: 'convert', name: { en: 'Convert' }, does }] }, [
    wish(status, 'converted'),
    wish(field('name'), 'b'),
  ])
  expect(edits.map(edit => edit.values)).toEqual([{ name: 'b' }])
  expect(refused.map(cell => [cell.problem, cell.params])).toEqual([
    ['made_by_action', { option: { en: 'converted' }, action: { en: 'Convert' } }],
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
