import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Field, Filter, RecordRow, Value } from '@/api/types'
import { systemFields } from '@/features/fields/system-fields'
import { matches } from './matches'

interface Vector {
  filter?: Filter
  row?: Record<string, Value>
  is?: boolean
}
interface Vectors {
  now: string
  zone: string
  forms: { code: string; fields: Field[] }[]
  vectors: Vector[]
}

const path = resolve(import.meta.dirname, '../../../../../crates/formula/vectors.json')
const { now, zone, forms, vectors } = JSON.parse(readFileSync(path, 'utf8')) as Vectors
process.env.TZ = zone

const fields = new Map([...(forms[0]?.fields ?? []), ...systemFields()].map(field => [field.code, field]))
const eyes = { me: 'me', department: 'sales', now: Date.parse(now) }

/** Linked records, the tree of departments and what is computed on the server cannot be told from the row. */
const isOfTheRow = (filter: unknown): boolean =>
  !/"field":"([^"]*\.|idle_days|deleted_at)|"my_team"/.test(JSON.stringify(filter))

describe('filters mean here what they mean on the server', () => {
  const asked = vectors.filter(v => v.filter && v.is !== undefined && isOfTheRow(v.filter))
  it('runs the rule-book', () => expect(asked.length).toBeGreaterThan(50))
  it.each(asked.map(v => [JSON.stringify([v.filter, v.row ?? {}]), v] as const))('%s', (_, v) => {
    const record = { id: 'r', rev: 1, seq: 1, values: v.row ?? {}, display: {} } as unknown as RecordRow
    expect(matches(v.filter as Filter, record, fields, eyes)).toBe(v.is)
  })
})
