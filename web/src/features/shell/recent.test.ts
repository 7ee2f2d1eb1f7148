import { expect, test } from 'vitest'
import { forget, type Visit, visit, visited } from './recent'

const to = (record: string, name = record): Visit => ({ form: 'lead', record, name })
const stored = (person: string) => JSON.parse(localStorage.getItem(`clew.recent.${person}`) ?? '[]')

test('the newest stands first, each record once, under its newest name', () => {
  const seen = [to('b'), to('a')].reduce(visited, [to('b', 'old')])
  expect(seen).toEqual([to('a'), to('b')])
})

test('eight are kept', () => {
  const seen = [...'abcdefghij'].map(record => to(record)).reduce(visited, [] as Visit[])
  expect(seen.map(({ record }) => record).join('')).toBe('jihgfedc')
})

test('people who share a browser do not see each other’s', () => {
  visit('usr_1', to('a'))
  visit('usr_2', to('b'))
  visit('usr_1', to('c'))
  expect(stored('usr_1').map((v: Visit) => v.record)).toEqual(['c', 'a'])
  expect(stored('usr_2').map((v: Visit) => v.record)).toEqual(['b'])
  forget('usr_1', 'a')
  expect(stored('usr_1')).toEqual([to('c')])
})
