import { expect, test } from 'vitest'
import { byForm, recentFirst } from './palette-hits'

const hit = (form: string, id: string) => ({ form, id, title: id })

test('hits stand form by form, the best first', () => {
  const found = byForm([hit('customer', '1'), hit('lead', '2'), hit('customer', '3')])
  expect(found.map(({ form, hits }) => [form, hits.map(({ id }) => id).join('')])).toEqual([
    ['customer', '13'],
    ['lead', '2'],
  ])
})

test('what was open last comes first, with its form; the rest keeps its order', () => {
  const hits = [hit('lead', '1'), hit('lead', '2'), hit('customer', '3'), hit('lead', '4')]
  const visit = (record: string) => ({ form: 'x', record, name: record })
  const found = recentFirst(hits, [visit('3'), visit('9'), visit('4')])
  expect(found.map(({ id }) => id).join('')).toBe('3412')
  expect(byForm(found).map(({ form }) => form)).toEqual(['customer', 'lead'])
})
