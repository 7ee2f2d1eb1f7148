import { expect, test } from 'vitest'
import type { SearchHit } from '@/api/types'
import { byForm, likeliestFirst } from './palette-hits'

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
  const found = likeliestFirst(hits, [visit('3'), visit('9'), visit('4')], 'x')
  expect(found.map(({ id }) => id).join('')).toBe('3412')
  expect(byForm(found).map(({ form }) => form)).toEqual(['customer', 'lead'])
})

test('what is called as was typed stands before what was open, whatever its width and case', () => {
  const hits = [hit('lead', '海达（天津）二厂'), hit('customer', '海达（天津）ABC')]
  const visits = [{ form: 'lead', record: '海达（天津）二厂', name: 'x' }]
  const first = (text: string) => likeliestFirst(hits, visits, text)[0]?.form
  expect(first('海达(天津) abc')).toBe('customer')
  expect(first('海达')).toBe('lead')
})

test('a title is what was typed also without its accents, and comes before another name that is', () => {
  const because = { field: 'short_name', kind: 'words', text: 'Muller' }
  const hits: SearchHit[] = [
    { form: 'customer', id: '1', title: 'Nord', because },
    { form: 'customer', id: '2', title: 'Müller' },
  ]
  expect(likeliestFirst(hits, [], 'muller').map(({ id }) => id)).toEqual(['2', '1'])
})

test('another name that is what was typed counts as a title that is', () => {
  const because = { field: 'short_name', kind: 'words', text: '海达' }
  const called: SearchHit = { form: 'customer', id: '7', title: '青岛重工', because }
  const opened: SearchHit = { form: 'customer', id: '3', title: '新海达' }
  const visits = [{ form: 'customer', record: '3', name: 'x' }]
  const order = (text: string) => likeliestFirst([opened, called], visits, text).map(({ id }) => id)
  expect(order('海达')).toEqual(['7', '3'])
  expect(order('海')).toEqual(['3', '7'])
})
