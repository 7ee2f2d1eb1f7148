import { expect, test } from 'vitest'
import type { Option } from '@/api/types'
import { offered, retired } from './retired-words'

const option = (code: string, archived: boolean): Option => ({
  id: `opt_${code}`,
  code,
  label: { 'zh-CN': code },
  hue: 'slate',
  archived,
})
const options = [option('douyin', true), option('fair', false), option('old', true)]

test('a word that means an option out of use is told, and may stay or mean one in use', () => {
  const match = { from: '抖音', count: 3, to: 'douyin' }
  expect(retired(match, options)?.code).toBe('douyin')
  expect(offered(match, options).map(o => o.code)).toEqual(['douyin', 'fair'])
  expect(retired({ ...match, to: 'fair' }, options)).toBeUndefined()
  expect(retired({ ...match, back: true }, options)).toBeUndefined()
  expect(offered({ ...match, to: null }, options).map(o => o.code)).toEqual(['fair'])
})
