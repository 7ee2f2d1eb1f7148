import { expect, test } from 'vitest'
import { colleagues } from './colleagues'

const me = { id: 'usr_me', name: '周敏' }
const people = [
  { id: 'usr_a', name: 'Anna Li' },
  { id: 'usr_me', name: '周敏' },
  { id: 'usr_gone', name: '罗建华', state: 'disabled' as const },
]

test('oneself comes first and once, whoever has left does not come', () => {
  expect(colleagues(people, me, '').map(person => person.id)).toEqual(['usr_me', 'usr_a'])
})

test('what is typed narrows by name, in any case', () => {
  expect(colleagues(people, me, ' anna ').map(person => person.id)).toEqual(['usr_a'])
  expect(colleagues(people, me, '王')).toEqual([])
})
