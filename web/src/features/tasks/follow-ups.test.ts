import { expect, test } from 'vitest'
import type { Form } from '@/api/types'
import { reachedBy } from './follow-ups'

test('whom to call is read off what the fields mean, not off their names', () => {
  const field = (code: string, kind: object, archived = false) => ({ code, kind, archived })
  const form = {
    fields: [
      field('firm', { type: 'text', meaning: 'company' }),
      field('old', { type: 'phone' }, true),
      field('who', { type: 'text', meaning: 'person_name' }),
      field('reach', { type: 'phone' }),
    ],
  } as unknown as Form
  expect(reachedBy(form)).toEqual({ contact: 'who', phone: 'reach', fields: ['who', 'reach'] })
  expect(reachedBy(undefined).fields).toEqual([])
})
