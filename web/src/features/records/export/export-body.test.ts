import { expect, test } from 'vitest'
import { exportBody } from './export-body'

const filter = { field: 'status', op: 'eq', value: 'new' }
const query = {
  form: 'lead',
  filter,
  sort: [{ field: 'amount', descending: true }],
  q: '恒',
  bin: false,
  fields: [],
}
const row = { id: 'rec_1', rev: 1, values: {}, display: {} }

test('a file holds what the list shows, in its order', () => {
  expect(exportBody(query, 'xlsx', ['name', 'amount'], undefined)).toEqual({
    form: 'lead',
    format: 'xlsx',
    filter,
    sort: query.sort,
    search: '恒',
    fields: ['name', 'amount'],
  })
})

test('records picked one by one are taken whatever the list is narrowed to', () => {
  const body = exportBody(query, 'csv', undefined, { picked: new Map([['rec_1', row]]), except: null })
  expect(body).toEqual({
    form: 'lead',
    format: 'csv',
    filter: { field: 'id', op: 'in', value: ['rec_1'] },
    sort: query.sort,
  })
})

test('everything but a few is the list without them', () => {
  const body = exportBody(query, 'csv', undefined, { picked: new Map(), except: new Set(['rec_1']) })
  expect(body.filter).toEqual({ and: [filter, { field: 'id', op: 'not_in', value: ['rec_1'] }] })
  expect(body.search).toBe('恒')
})

test('more records than one condition may name are named by several', () => {
  const ids = Array.from({ length: 2500 }, (_, at) => `rec_${at}`)
  const picked = new Map(ids.map(id => [id, { ...row, id }]))
  const wanted = exportBody(query, 'csv', undefined, { picked, except: null }).filter
  const parts = wanted && 'or' in wanted ? (wanted.or as { op: string; value: string[] }[]) : []
  expect(parts.map(part => [part.op, part.value.length])).toEqual([
    ['in', 1000],
    ['in', 1000],
    ['in', 500],
  ])
  expect(parts.flatMap(part => part.value)).toEqual(ids)
  const rest = exportBody(query, 'csv', undefined, { picked: new Map(), except: new Set(ids) }).filter
  expect(rest).toMatchObject({
    and: [filter, { and: [{ op: 'not_in' }, { op: 'not_in' }, { op: 'not_in' }] }],
  })
})
