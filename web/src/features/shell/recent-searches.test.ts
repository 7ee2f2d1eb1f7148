import { expect, test } from 'vitest'
import { withSearch } from './recent-searches'

test('the newest stands first, each once, and a longer one takes the place of its beginning', () => {
  expect(withSearch(['星河', '海'], ' 海达 ')).toEqual(['海达', '星河'])
  expect(withSearch(['星河', '海达'], '星河')).toEqual(['星河', '海达'])
  expect(withSearch(['星河'], '  ')).toEqual(['星河'])
})

test('six are kept', () => {
  const all = [...'abcdefgh'].reduce<string[]>(withSearch, [])
  expect(all).toEqual(['h', 'g', 'f', 'e', 'd', 'c'])
})
