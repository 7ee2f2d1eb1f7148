import { expect, test } from 'vitest'
import type { Form, View } from '@/api/types'
import { parseListSearch } from '@/lib/list-search'
import { linkTo, linkToOwn } from './view-link'

test('a link to a view names it, keeps the filter and leaves out what only its sender looked at', () => {
  expect(linkTo('http://clew.lan/f/lead?sort=company&peek=rec_1&new=true', 'mine')).toBe(
    'http://clew.lan/f/lead?sort=company&view=mine',
  )
  expect(linkTo('http://clew.lan/f/lead?view=hot', 'mine')).toBe('http://clew.lan/f/lead?view=mine')
  expect(linkTo('http://clew.lan/f/lead', '')).toBe('http://clew.lan/f/lead')
})

const form = {
  code: 'lead',
  title: 'company',
  fields: [{ code: 'company', name: { en: 'Company' }, kind: { type: 'text' } }],
} as unknown as Form
const own = {
  code: 'mine',
  name: { 'zh-CN': '重点', en: 'Hot' },
  shared: false,
  columns: [{ field: 'company' }],
  filter: {
    and: [
      { field: 'owner', op: 'eq', value: 'me' },
      { field: 'company', op: 'eq', value: 'me' },
    ],
  },
  sort: [{ field: 'company', descending: true }],
} as unknown as View

/** What the list reads out of a link. */
const opened = (link: string) => {
  const raw = [...new URL(link).searchParams].map(([name, text]) => {
    try {
      return [name, JSON.parse(text)]
    } catch {
      return [name, text]
    }
  })
  return parseListSearch(Object.fromEntries(raw))
}

test('a link to what is only one’s own says all of it, and means its sender where it says 我', () => {
  const search = opened(linkToOwn('http://clew.lan/f/lead?view=other&peek=rec_1', form, own, 'usr_1'))
  expect(search).toEqual({
    filter: {
      and: [
        { field: 'owner', op: 'eq', value: 'usr_1' },
        { field: 'company', op: 'eq', value: 'me' },
      ],
    },
    sort: '-company',
    kind: 'table',
    layout: { columns: [{ field: 'company' }] },
    of: '重点',
  })
})

test('what is changed on the screen is in the link, and nothing of one’s own stays named', () => {
  const address =
    'http://clew.lan/f/lead?view=mine&sort=company&layout=%7B%22row_height%22%3A%22compact%22%7D'
  const search = opened(linkToOwn(address, form, own, 'usr_1'))
  expect(search.view).toBeUndefined()
  expect(search.sort).toBe('company')
  expect(search.layout).toEqual({ columns: [{ field: 'company' }], row_height: 'compact' })
})
