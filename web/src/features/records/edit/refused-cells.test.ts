import { expect, test } from 'vitest'
import { Problem } from '@/api/http'
import type { Form } from '@/api/types'
import { setLanguage } from '@/i18n/setup'
import { reasonText, refusedOf, refusedText, type ToldCell, valueText } from './refused-cells'

const status = {
  id: 's',
  code: 'status',
  name: { 'zh-CN': '状态', en: 'Status' },
  kind: {
    type: 'choice' as const,
    options: [{ id: 'o', code: 'won', label: { 'zh-CN': '已转化', en: 'Won' } }],
  },
}
const reason = {
  id: 'r',
  code: 'reason',
  name: { 'zh-CN': '丢单原因', en: 'Reason' },
  kind: { type: 'text' },
}
const form = { code: 'lead', title: 'name', fields: [status, reason] } as unknown as Form
const cell = (row: number | undefined, text: string): ToldCell => ({
  person: 'p1',
  form: 'lead',
  record: `r${row}`,
  field: 'status',
  title: '河滨机械',
  name: '状态',
  text,
  reason: reasonText('not_an_option'),
  ...(row === undefined ? {} : { row }),
})

test('a refused cell is told by row and value, the first three and how many there are besides', () => {
  expect(refusedText([cell(3, 'foo')])).toBe('第 3 行 状态“foo”不是选项')
  expect(refusedText([1, 2, 3, 4, 5].map(row => cell(row, 'x')))).toBe(
    '第 1 行 状态“x”不是选项；第 2 行 状态“x”不是选项；第 3 行 状态“x”不是选项；还有 2 处',
  )
  expect(refusedText([cell(undefined, 'foo')])).toBe('“河滨机械”的状态“foo”不是选项')
})

test('in English as well', async () => {
  await setLanguage('en')
  expect(refusedText([{ ...cell(3, 'foo'), name: 'Status', reason: reasonText('not_an_option') }])).toBe(
    'Row 3, Status “foo” is not an option',
  )
})

test('a reason without words of its own is told as always', () => {
  expect(reasonText('too_many_decimals', { decimals: 2 })).toBe('：最多 2 位小数')
})

test('a value is told as it reads', () => {
  expect(valueText(status, 'won')).toBe('已转化')
  expect(valueText(status, ['won', 'new'])).toBe('已转化、new')
  expect(valueText(undefined, 'usr_1', '周海涛')).toBe('周海涛')
  expect(valueText(status, null)).toBe('')
})

test('what names another field says which one is missing', () => {
  const record = { id: 'r1', title: 'x', values: { status: 'won' }, display: { status: '已转化' } }
  const error = new Problem(422, { code: 'invalid', errors: [{ code: 'required', field: 'values.reason' }] })
  expect(refusedOf({ form, person: 'p1' }, record, error)).toMatchObject([
    { field: 'status', text: '已转化', reason: '：丢单原因 必填' },
  ])
  expect(refusedOf({ form, person: 'p1' }, record, new Problem(403, { code: 'forbidden' }))).toMatchObject([
    { field: 'status', reason: '：没有权限这样做，请联系管理员' },
  ])
})
