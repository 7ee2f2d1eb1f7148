import { describe, expect, test } from 'vitest'
import type { Condition } from '@/api/types'
import {
  add,
  asGroup,
  askable,
  conjoin,
  countConditions,
  depthOf,
  type Group,
  remove,
  replace,
  sameFilter,
} from './filter-document'

const a: Condition = { field: 'status', op: 'in', value: ['new'] }
const b: Condition = { field: 'amount', op: 'ge', value: '1000' }
const c: Condition = { field: 'owner', op: 'empty' }
const nested: Group = { and: [a, { or: [b, c] }] }

describe('a filter document', () => {
  test('holds a single condition as a group', () => {
    expect(asGroup(a)).toEqual({ and: [a] })
    expect(asGroup(undefined)).toEqual({ and: [] })
  })
  test('grows at the place named by the path', () => {
    expect(add(nested, [1], a)).toEqual({ and: [a, { or: [b, c, a] }] })
    expect(add({ and: [] }, [], a)).toEqual({ and: [a] })
  })
  test('replaces inside a group without touching its neighbours', () => {
    expect(replace(nested, [1, 0], a)).toEqual({ and: [a, { or: [a, c] }] })
  })
  test('drops a group with its last condition', () => {
    const once = remove(nested, [1, 1])
    expect(once).toEqual({ and: [a, { or: [b] }] })
    expect(remove(once, [1, 0])).toEqual({ and: [a] })
  })
  test('turns and into or at one level only', () => {
    expect(conjoin(nested, [], 'or')).toEqual({ or: [a, { or: [b, c] }] })
  })
  test('asks only what is complete', () => {
    expect(
      askable({
        and: [
          { field: 'x', op: 'contains' },
          { field: 'y', op: 'eq', value: '' },
        ],
      }),
    ).toBeUndefined()
    expect(askable({ and: [a, { or: [{ field: 'z', op: 'in', value: [] }] }] })).toEqual(a)
    expect(askable({ field: 'n', op: 'between', value: ['1', ''] })).toBeUndefined()
    expect(askable({ and: [c] })).toEqual(c)
    expect(askable({ field: 'k', op: 'eq', value: false })).toEqual({ field: 'k', op: 'eq', value: false })
  })
  test('knows how deep its groups go', () => {
    expect([depthOf({ and: [a] }), depthOf(nested), depthOf({ or: [nested] })]).toEqual([0, 1, 2])
  })
  test('counts its conditions and compares by what it asks', () => {
    expect(countConditions(nested)).toBe(3)
    expect(countConditions({ and: [a, { field: 'amount', op: 'ge' }] })).toBe(1)
    expect(sameFilter(a, { and: [a] })).toBe(true)
    expect(sameFilter(a, { and: [a, b] })).toBe(false)
  })
})
