import { expect, test } from 'vitest'
import type { Kind } from '@/api/types'
import { brief } from './column-head'

test.each<[Kind, string, string]>([
  [{ type: 'money', currency: 'CNY' }, '3186000', '¥318.6 万'],
  [{ type: 'money', currency: 'SGD' }, '3186000.50', 'SGD 318.6 万'],
  [{ type: 'money', currency: 'JPY' }, '-50000', '-¥5 万'],
  [{ type: 'number', unit: '人' }, '12', '12 人'],
])('a sum of %j stands in its own currency or unit', (kind, sum, text) => {
  expect(brief({ id: 'f', code: 'f', name: 'F', kind }, sum)).toBe(text)
})
