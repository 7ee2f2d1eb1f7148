import { expect, test } from 'vitest'
import type { QueryBody, RecordRow } from '@/api/types'
import { collect } from './collect'

const row = (id: string): RecordRow => ({ id, rev: 1, values: {}, display: {} })
const query = {
  form: 'lead',
  filter: { field: 'status', op: 'eq', value: 'new' },
  sort: [],
  q: 'x',
  bin: false,
  fields: [],
}

function server(pages: RecordRow[][]) {
  const asked: QueryBody[] = []
  return {
    asked,
    ask: async (_: string, body: QueryBody) => {
      const page = asked.push(body) - 1
      return {
        items: pages[page] ?? [],
        next: page < pages.length - 1 ? `p${page + 1}` : null,
        count: null,
        seq: 1,
      }
    },
  }
}

test('everything is read to the end under the same question, without what was unticked', async () => {
  const { asked, ask } = server([[row('a'), row('b')], [row('c')]])
  const found = await collect(query, { picked: new Map(), except: new Set(['b']) }, [], undefined, ask)
  expect(found.map(r => r.id)).toEqual(['a', 'c'])
  expect(asked.map(body => [body.search, body.after, body.filter])).toEqual([
    ['x', undefined, query.filter],
    ['x', 'p1', query.filter],
  ])
})

test('reading stops when it is told to', async () => {
  const { asked, ask } = server([[row('a')], [row('b')]])
  await collect(query, { picked: new Map(), except: new Set() }, [], () => false, ask)
  expect(asked).toHaveLength(1)
})

test('picked rows are asked again only for fields that they lack', async () => {
  const { asked, ask } = server([[row('a')]])
  const picked = new Map([['a', row('a')]])
  expect(await collect(query, { picked, except: null }, [], undefined, ask)).toHaveLength(1)
  expect(asked).toHaveLength(0)
  await collect(query, { picked, except: null }, ['owner'], undefined, ask)
  expect(asked[0]?.filter).toEqual({ field: 'id', op: 'in', value: ['a'] })
})
