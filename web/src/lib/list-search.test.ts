import { describe, expect, test } from 'vitest'
import { listHref, parseListSearch, parseSort, sortText } from './list-search'

describe('the address of a list', () => {
  test('is read back as it was written', () => {
    const filter = { and: [{ field: 'owner', op: 'eq', value: 'me' }] }
    const href = listHref('lead', { view: 'mine', filter, sort: '-amount,name', q: '金石' })
    const params = Object.fromEntries(new URL(href, 'http://x').searchParams)
    expect(parseListSearch({ ...params, filter: JSON.parse(params.filter ?? '') })).toEqual({
      view: 'mine',
      filter,
      sort: '-amount,name',
      q: '金石',
    })
  })
  test('keeps a searched number as text', () => {
    expect(parseListSearch({ q: 13800000000 })).toEqual({ q: '13800000000' })
  })
  test('leaves out what it does not understand', () => {
    expect(parseListSearch({ view: 3, bin: 'maybe', foo: 1 })).toEqual({})
    expect(parseListSearch({ filter: { not: { field: 'a', op: 'empty' } } }).filter).toEqual({
      not: { field: 'a', op: 'empty' },
    })
  })
  test('that was cut off says what is missing, and nothing of the rest is left to be read', () => {
    for (const filter of ['{"and', '', { and: 'x' }, { field: 'a' }]) {
      const search = parseListSearch({ view: 'mine', filter })
      expect(search).toEqual({ view: 'mine', cut: 'filter' })
      expect(Object.keys(search)).toContain('filter')
    }
    const filter = { field: 'a', op: 'empty' }
    expect(parseListSearch({ filter, layout: '{"columns":[{"fie' })).toEqual({ filter, cut: 'layout' })
    expect(parseListSearch({ cut: 'filter' })).toEqual({ cut: 'filter' })
  })
  test('sorts by several fields in order', () => {
    const sort = [
      { field: 'amount', descending: true },
      { field: 'name', descending: false },
    ]
    expect(parseSort(sortText(sort))).toEqual(sort)
    expect(parseSort(undefined)).toBeUndefined()
    expect(parseSort('')).toEqual([])
  })
  test('holds how it is looked at for now, beside what is changed', () => {
    const look = { folded: ['won', ''], mode: 'week' }
    expect(parseListSearch({ look })).toEqual({ look })
    expect(parseListSearch({ look: { folded: [1], mode: 'year' } })).toEqual({})
  })
  test('says of what it is a copy, also where that is called by a number', () => {
    expect([parseListSearch({ of: '重点' }).of, parseListSearch({ of: 2026 }).of]).toEqual(['重点', '2026'])
  })
  test('holds a changed layout, and nothing that is not one', () => {
    const layout = {
      columns: [{ field: 'name', width: 200 }],
      group: [{ field: 'stage' }],
      colours: [{ when: { field: 'amount', op: 'gt', value: 9 }, hue: 'red' }],
      kanban: { field: 'stage', collapsed: ['won'] },
      frozen: 2,
      row_height: 'loose',
    }
    expect(parseListSearch({ kind: 'kanban', layout, day: '2026-11-21' })).toEqual({
      kind: 'kanban',
      layout,
      day: '2026-11-21',
    })
    const mangled = {
      columns: 'name',
      group: [1],
      colours: [{ when: 7 }],
      kanban: [],
      frozen: 'x',
      row_height: 3,
    }
    expect(parseListSearch({ kind: 'map', layout: mangled, day: 'monday' })).toEqual({})
  })
})
