import { expect, it } from 'vitest'
import type { Form } from '@/api/types'
import { openFilter } from './still-open'

const stage = (ends: (string | null)[]) =>
  ({
    code: 'status',
    kind: { type: 'stage', options: ends.map((closed, n) => ({ code: `s${n}`, closed })) },
  }) as unknown as Form['fields'][number]

it('leaves out what has reached an end of its pipeline', () => {
  expect(openFilter({ fields: [stage([null, 'won', 'lost'])] })).toEqual([
    { not: { field: 'status', op: 'in', value: ['s1', 's2'] } },
  ])
})

it('leaves nothing out where there is no end, or no definition yet', () => {
  expect(openFilter({ fields: [stage([null])] })).toEqual([])
  expect(openFilter({ fields: [] })).toEqual([])
  expect(openFilter(undefined)).toEqual([])
})
