import { expect, test } from 'vitest'
import { pathOf, placeOf } from './place'

test('a record is the same place in the peek and on its page', () => {
  expect(placeOf('/f/lead/rec_1', {})).toEqual({ form: 'lead', record: 'rec_1' })
  expect(placeOf('/f/lead', { peek: 'rec_1', view: 'mine' })).toEqual({ form: 'lead', record: 'rec_1' })
})

test('a view is a place, and other pages are none', () => {
  expect(placeOf('/f/lead', { view: 'mine' })).toEqual({ form: 'lead', view: 'mine' })
  expect(placeOf('/f/lead', {})).toEqual({ form: 'lead' })
  expect(placeOf('/settings/people', {})).toBeUndefined()
})

test('a place has a path that leads to it', () => {
  expect(pathOf({ form: 'lead', record: 'rec_1' })).toBe('/f/lead/rec_1')
  expect(pathOf({ form: 'lead', view: '我的' })).toBe('/f/lead?view=%E6%88%91%E7%9A%84')
})
