import { expect, test } from 'vitest'
import type { Form } from '@/api/types'
import { isForReading, proposalsFor } from './pasted'

const field = (code: string, type: string) => ({ code, name: { en: code }, kind: { type } })
const form = { code: 'thing', fields: [field('name', 'text'), field('no', 'auto_number')] } as unknown as Form

test('only what the dialog can hold and does not hold already is proposed', () => {
  const answer = {
    values: { name: 'Acme', no: '7', gone: 'x' },
    because: ['name', 'no', 'gone'].map(code => ({ field: code, kind: 'label', text: code })),
  }
  expect(proposalsFor(form, answer, {}).map(item => item.field)).toEqual(['name'])
  expect(proposalsFor(form, answer, { name: 'Acme' })).toEqual([])
  expect(proposalsFor(form, answer, { name: 'Other' })[0]?.replaces).toBe(true)
})

test('one value stays a paste into its field, several are read', () => {
  const input = document.createElement('input')
  const reads = (text: string, target: EventTarget | null = input) => isForReading(text, target, true)
  expect(reads('青岛海达机械有限公司')).toBe(false)
  expect(reads('Acme Robotics and Sons')).toBe(false)
  expect(reads('0532 8888 6666')).toBe(false)
  expect(reads('张经理 13812345678 青岛海达机械')).toBe(true)
  expect(reads('张经理\n青岛海达机械')).toBe(true)
  expect(reads('张经理\n青岛海达机械', document.createElement('textarea'))).toBe(false)
  expect(isForReading('张经理\n青岛海达机械', input, false)).toBe(false)
})
