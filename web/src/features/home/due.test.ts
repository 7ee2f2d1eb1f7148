import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import type { Form } from '@/api/types'
import { type DueItem, groupDue, reachedBy } from './due'

const now = dayjs('2026-11-21T12:00:00')
const item = (at: dayjs.Dayjs): DueItem => ({
  at: at.toISOString(),
  title: '',
  contact: '',
  phone: undefined,
  form: {} as never,
  record: { id: at.toISOString() } as never,
})

test('what is overdue comes first, what is due later today is not overdue', () => {
  const items = [
    item(now.add(2, 'day')),
    item(now.add(1, 'hour')),
    item(now.subtract(1, 'hour')),
    item(now.subtract(3, 'day')),
  ]
  const groups = groupDue(items, now)
  expect(groups.overdue).toHaveLength(2)
  expect(groups.overdue[0]?.at).toBe(items[3]?.at)
  expect(groups.today).toHaveLength(1)
  expect(groups.week).toHaveLength(1)
})

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
