import { describe, expect, test } from 'vitest'
import { Problem } from '@/api/http'
import type { Form, RecordRow } from '@/api/types'
import { fieldsAskedBy, missingFor, neededBy } from './needs'

const stage = {
  id: '1',
  code: 'stage',
  name: 'Stage',
  kind: {
    type: 'stage' as const,
    options: [
      { id: 'o1', code: 'open', label: 'Open' },
      { id: 'o2', code: 'lost', label: 'Lost', requires: ['reason', 'note'] },
    ],
  },
}
const text = (code: string) => ({ id: code, code, name: code, kind: { type: 'text' as const } })
const form = { fields: [stage, text('reason'), text('note')] } as unknown as Form
const record = (values: RecordRow['values']): RecordRow => ({ id: 'r', rev: 1, values, display: {} })
const codes = (fields: { code: string }[]) => fields.map(field => field.code)

describe('a move to a stage', () => {
  test('asks for what the stage requires and the record lacks', () => {
    const open = record({ stage: 'open', reason: null, note: 'n' })
    expect(codes(missingFor(form, open, { stage: 'lost' }))).toEqual(['reason'])
    expect(missingFor(form, open, { stage: 'lost', reason: 'r' })).toEqual([])
  })
  test('asks for nothing when the record stands there already or goes elsewhere', () => {
    expect(missingFor(form, record({ stage: 'lost' }), { stage: 'lost' })).toEqual([])
    expect(missingFor(form, record({ stage: 'lost' }), { stage: 'open' })).toEqual([])
  })
  test('asks for what the server missed, unless that was not all', () => {
    const refused = (errors: { code: string; field: string }[]) =>
      new Problem(422, { code: 'invalid', errors } as never)
    expect(codes(neededBy(form, refused([{ code: 'required', field: 'note' }])))).toEqual(['note'])
    expect(
      neededBy(
        form,
        refused([
          { code: 'required', field: 'note' },
          { code: 'read_only', field: 'stage' },
        ]),
      ),
    ).toEqual([])
    expect(neededBy(form, refused([{ code: 'required', field: 'hidden' }]))).toEqual([])
    expect(neededBy(form, new Error('x'))).toEqual([])
  })
  test('names every field that some stage asks for', () => {
    expect(fieldsAskedBy(stage)).toEqual(['reason', 'note'])
  })
})
