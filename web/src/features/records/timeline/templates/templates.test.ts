import { expect, test } from 'vitest'
import type { Form } from '@/api/types'
import { kept, matching, soughtIn, templatesOf } from './templates'

const form = {
  activity_templates: [
    {
      code: 'missed',
      label: { 'zh-CN': '未接通' },
      kind: 'call',
      text: { 'zh-CN': '电话没打通' },
      next_in_days: 1,
    },
    { code: 'quoted', label: { 'zh-CN': '已发报价' }, kind: 'message', text: {} },
  ],
} as unknown as Form

const own = [{ id: 'a', label: '寄样品', kind: 'note', text: '寄了样品，未接通电话', days: 5 }] as const

test('own templates come before those of the form', () => {
  expect(templatesOf(form, own).map(one => one.label)).toEqual(['寄样品', '未接通', '已发报价'])
  expect(templatesOf(form, undefined)[1]).toEqual({
    key: 'form.quoted',
    label: '已发报价',
    kind: 'message',
    text: '已发报价',
    days: undefined,
  })
})

test('what the server kept of an older client is no reason to break', () => {
  const odd = [{ id: 'x', label: 'x', kind: 'smoke', text: '' }, null] as never
  expect(templatesOf(form, odd)).toHaveLength(2)
  expect(templatesOf(form, 'nothing' as never)).toHaveLength(2)
})

test('a slash at the beginning of an empty text seeks, by an input method too', () => {
  expect(soughtIn('/')).toBe('')
  expect(soughtIn('、报价')).toBe('报价')
  expect(soughtIn('见 /报价')).toBeUndefined()
  expect(soughtIn('/报 价')).toBeUndefined()
  expect(soughtIn('')).toBeUndefined()
  expect(soughtIn('//')).toBeUndefined()
})

test('what is called so comes before what only says so', () => {
  const all = templatesOf(form, own)
  expect(matching(all, '未接').map(one => one.label)).toEqual(['未接通', '寄样品'])
  expect(matching(all, '')).toHaveLength(3)
  expect(matching(all, '没有的')).toEqual([])
})

test('what is kept has a name and comes back within a year', () => {
  const one = { id: 'a', kind: 'call', text: ' 电话里说下周再联系，先发资料 ', label: ' ' } as const
  expect(kept([{ ...one, days: 0 }])).toEqual([
    { id: 'a', kind: 'call', text: '电话里说下周再联系，先发资料', label: '电话里说下周再联系，先发' },
  ])
  expect(kept([{ ...one, days: 7 }])[0]?.days).toBe(7)
  expect(kept([{ ...one, text: ' ' }])).toEqual([])
})
