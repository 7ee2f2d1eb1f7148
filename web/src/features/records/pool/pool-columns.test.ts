import { describe, expect, test } from 'vitest'
import type { Form, View } from '@/api/types'
import { poolColumns, poolFields } from './pool-columns'

const field = (code: string) => ({ id: code, code, name: { en: code }, kind: { type: 'text' }, can: {} })
const form = {
  code: 'lead',
  name: { en: 'Lead' },
  title: 'company',
  fields: ['company', 'phone', 'source', 'region'].map(field),
  pool: { name: { en: 'Pool' }, mask: ['phone'] },
} as unknown as Form

const view = (...columns: string[]) =>
  ({
    code: 'all',
    name: {},
    columns: columns.map(code => ({ field: code })),
    filter: null,
  }) as unknown as View

const codes = (fields: { code: string }[]) => fields.map(one => one.code)

describe('columns of a pool', () => {
  test('are those that the list opens with, without what is masked or empty there', () => {
    const shown = poolColumns(form, [view('company', 'phone', 'owner', 'source', 'next_activity_at', 'gone')])
    expect(codes(shown)).toEqual(['source'])
  })

  test('a form without views shows its first fields', () => {
    expect(codes(poolColumns(form, []))).toEqual(['source', 'region'])
  })

  test('nobody filters by what is masked', () => {
    const asked = codes(poolFields(form))
    expect(asked).not.toContain('phone')
    expect(asked).not.toContain('owner')
    expect(asked).toContain('created_at')
  })
})
