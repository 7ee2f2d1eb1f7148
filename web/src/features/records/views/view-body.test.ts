import { expect, test } from 'vitest'
import type { ColourRule } from '@/api/types'
import { finished } from './view-body'

const late = { field: 'stage', op: 'eq', value: 'late' } as const
const begun = { field: 'amount', op: 'gt', value: '' } as const

test('a colour rule that is not written to its end is not saved with the view', () => {
  const rules = [
    { when: { and: [begun] }, hue: 'red' },
    { when: { and: [late, begun] }, hue: 'blue', field: 'name' },
    { when: { or: [late, { field: 'name', op: 'empty' }] }, hue: 'green' },
  ] as ColourRule[]
  expect(finished(rules)).toEqual([
    { when: late, hue: 'blue', field: 'name' },
    { when: { or: [late, { field: 'name', op: 'empty' }] }, hue: 'green' },
  ])
})
