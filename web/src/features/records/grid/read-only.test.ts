import { expect, test } from 'vitest'
import type { Field } from '@/api/types'
import { isEditable } from '@/features/fields/registry'
import { systemFields } from '@/features/fields/system-fields'
import { whyNotEditable } from './read-only'

const field = (more: Partial<Field>): Field => ({
  id: 'f',
  code: 'f',
  name: 'F',
  kind: { type: 'text' },
  ...more,
})

test('every cell that cannot be edited says why, and every other one can be', () => {
  const fields = [
    field({}),
    field({ kind: { type: 'auto_number' } }),
    field({ can: { edit: false } }),
    field({ archived: true }),
    ...systemFields(),
  ]
  for (const one of fields) expect(whyNotEditable(one, true) === undefined).toBe(isEditable(one))
})

test('the reason is the one that a person can do something about', () => {
  expect(whyNotEditable(field({}), false)).toBe('here')
  expect(whyNotEditable(field({ kind: { type: 'auto_number' } }), true)).toBe('automatic')
  expect(whyNotEditable(field({ can: { edit: false } }), true)).toBe('right')
  const created = systemFields().find(one => one.code === 'created_at')
  expect(created && whyNotEditable(created, true)).toBe('system')
})
