import { expect, test } from 'vitest'
import { byForm } from './palette-hits'

test('hits stand form by form, the best first', () => {
  const hit = (form: string, id: string) => ({ form, id, title: id })
  const found = byForm([hit('customer', '1'), hit('lead', '2'), hit('customer', '3')])
  expect(found.map(({ form, hits }) => [form, hits.map(({ id }) => id).join('')])).toEqual([
    ['customer', '13'],
    ['lead', '2'],
  ])
})
