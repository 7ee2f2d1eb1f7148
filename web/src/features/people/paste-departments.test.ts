import { expect, test } from 'vitest'
import type { Department, PastedPerson, Person } from '@/api/types'
import { holderOf, trailingOf, twinOf } from './paste-departments'
import { place } from './place-pasted'

const departments: Department[] = [
  { id: 'dep_1', name: '华东销售部', parent: null },
  { id: 'dep_2', name: 'Support', parent: null },
]

test('a department behind the number is taken where it exists, else it is said', () => {
  expect(trailingOf('王芳 13800001111 华东销售部', departments)).toEqual({ department: 'dep_1' })
  expect(trailingOf('李强\t139 0000 2222\tsupport', departments)).toEqual({ department: 'dep_2' })
  expect(trailingOf('赵六，13900003333，市场部', departments)).toEqual({ unknown: '市场部' })
  expect(trailingOf('王芳 13800001111', departments)).toEqual({})
  expect(trailingOf('Jane Doe jane@x.com Support', departments)).toEqual({ department: 'dep_2' })
  expect(trailingOf('Jane Doe jane@x.com', departments, 'Jane Doe')).toEqual({})
  expect(trailingOf('jane@x.com, Jane Doe, (402) 555-0143', departments, 'Jane Doe')).toEqual({})
  expect(trailingOf('13800001111 王芳', departments, '王芳')).toEqual({})
})

test('a number that somebody has names them', () => {
  const people = [
    { name: '孙悦', phone: '+8613800001111' },
    { name: '钱多', phone: null, login: 'qian@x.cn' },
  ]
  expect(holderOf({ phone: '+8613800001111' }, people)).toBe('孙悦')
  expect(holderOf({ phone: '138 0000 1111' }, people)).toBe('孙悦')
  expect(holderOf({ phone: '13900001111' }, people)).toBeUndefined()
  expect(holderOf({ phone: null, login: 'Qian@x.cn' }, people)).toBe('钱多')
  expect(holderOf({ phone: null }, people)).toBeUndefined()
})

test('role and department go to all who were added, and who could not be placed is named', async () => {
  const added = (name: string): PastedPerson => ({
    line: 1,
    name,
    phone: null,
    created: { person: { id: `usr_${name}`, name, role: 'member' } as Person, invitation: null },
  })
  const asked: unknown[] = []
  const update = async (id: string, body: object) => {
    asked.push([id, body])
    if (id === 'usr_b') throw new Error('refused')
    return {} as Person
  }
  const lines = [added('a'), added('b'), { line: 3, name: 'c', phone: null, problem: 'required' }]
  const left = await place(
    lines,
    item => (item.name === 'a' ? { role: 'member', department: 'dep_1' } : { role: 'builder' }),
    update,
  )
  expect(asked).toEqual([
    ['usr_a', { department: 'dep_1' }],
    ['usr_b', { role: 'builder' }],
  ])
  expect(left).toEqual(['b'])
})

test('a line that repeats one above names it, however the number is written', () => {
  const lines = [
    { line: 1, phone: '92345678', login: null },
    { line: 2, phone: null, login: 'hafiz@lioncity.com.sg' },
    { line: 3, phone: '9234-5678', login: null },
    { line: 4, phone: null, login: 'Hafiz@LionCity.com.sg' },
    { line: 5, phone: null, login: null },
  ]
  expect(lines.map(one => twinOf(one, lines))).toEqual([undefined, undefined, 1, 2, undefined])
})
