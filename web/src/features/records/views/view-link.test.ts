import { expect, test } from 'vitest'
import { linkTo } from './view-link'

test('a link to a view names it, keeps the filter and leaves out what only its sender looked at', () => {
  expect(linkTo('http://clew.lan/f/lead?sort=company&peek=rec_1&new=true', 'mine')).toBe(
    'http://clew.lan/f/lead?sort=company&view=mine',
  )
  expect(linkTo('http://clew.lan/f/lead?view=hot', 'mine')).toBe('http://clew.lan/f/lead?view=mine')
  expect(linkTo('http://clew.lan/f/lead', '')).toBe('http://clew.lan/f/lead')
})
