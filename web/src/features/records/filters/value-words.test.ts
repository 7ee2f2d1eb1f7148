import { expect, test } from 'vitest'
import type { Condition, Field } from '@/api/types'
import { valueWords } from './value-words'

const field = (type: string) => ({ code: 'f', name: {}, kind: { type } }) as unknown as Field
const words = (type: string, value: unknown, names = new Map<string, string>()) =>
  valueWords(field(type), { field: 'f', op: 'le', value } as Condition, names)

test('what is due until today says so, whatever day it is', () => {
  expect(words('date_time', 'today')).toBe('今天')
  expect(words('date', 'today')).toBe('今天')
  expect(words('date_time', 'now')).toBe('此刻')
})

test('departments are named, mine is mine', () => {
  expect(words('department', 'dep_1', new Map([['dep_1', '销售一部']]))).toBe('销售一部')
  expect(words('department', 'my_department')).toBe('我的部门')
})
