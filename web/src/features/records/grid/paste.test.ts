import { describe, expect, test } from 'vitest'
import type { Field } from '@/api/types'
import { setLanguage } from '@/i18n/setup'
import { currencyOf, kindKey, otherCurrency, toTable } from './cell-text'
import { fromText, parseTable, readText, spread } from './paste'

const field = (kind: Field['kind']): Field => ({ id: 'f', code: 'f', name: 'F', kind })
const option = (code: string, zh: string, en: string) => ({ id: code, code, label: { 'zh-CN': zh, en } })
const status = field({
  type: 'choice',
  options: [option('new', '新线索', 'New'), option('won', '已转化', 'Won')],
})

describe('a pasted table', () => {
  test('keeps tabs and line breaks inside quotes', () => {
    expect(parseTable('a\tb\r\n"x\ty"\t"say ""hi""\nagain"\n')).toEqual([
      ['a', 'b'],
      ['x\ty', 'say "hi"\nagain'],
    ])
  })
  test('is one cell when it is one word', () => {
    expect(parseTable('13800000000')).toEqual([['13800000000']])
  })
  test('survives copying and pasting', () => {
    const rows = [
      ['a "b"', 'c\td'],
      ['', 'e\nf'],
    ]
    expect(parseTable(toTable(rows))).toEqual(rows)
  })
})

describe('a table laid over a selection', () => {
  test('fills it all when it is one cell', () => {
    expect(spread([['a']], 2, 3)).toEqual([
      ['a', 'a', 'a'],
      ['a', 'a', 'a'],
    ])
  })
  test('is repeated where it fits a whole number of times', () => {
    expect(spread([['a'], ['b']], 4, 1).flat()).toEqual(['a', 'b', 'a', 'b'])
  })
  test('takes the room it needs where it does not fit', () => {
    expect(
      spread(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        1,
        1,
      ),
    ).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(spread([['a'], ['b']], 3, 1).flat()).toEqual(['a', 'b'])
    expect(spread([], 3, 1)).toEqual([])
  })
})

describe('a pasted cell', () => {
  test('finds people and linked records by name, all of them or none', () => {
    const names = new Map([
      [
        'f',
        new Map([
          ['周海涛', 'usr_1'],
          ['吴丽娜', 'usr_2'],
        ]),
      ],
    ])
    expect(fromText(field({ type: 'person' }), ' 周海涛 ', names)).toBe('usr_1')
    expect(fromText(field({ type: 'person' }), '没有这人', names)).toBeUndefined()
    const many = field({ type: 'link', many: true })
    expect(fromText(many, '周海涛、吴丽娜', names)).toEqual(['usr_1', 'usr_2'])
    expect(fromText(many, '周海涛、谁', names)).toBeUndefined()
  })
  test('finds options by code and by either language', () => {
    expect(fromText(status, '新线索')).toBe('new')
    expect(fromText(status, 'won')).toBe('won')
    expect(fromText(status, 'nEw')).toBe('new')
    expect(fromText(status, '没有的')).toBeUndefined()
  })
  test('reads several options at once', () => {
    expect(fromText({ ...status, kind: { ...status.kind, type: 'choices' } }, '新线索、已转化')).toEqual([
      'new',
      'won',
    ])
  })
  test('reads amounts the way people write them', () => {
    const money = field({ type: 'money', currency: 'CNY', decimals: 2 })
    expect(fromText(money, '¥1,234.50')).toBe('1234.5')
    expect(fromText(money, '1.2万')).toBe('12000')
    expect(fromText(money, '一千')).toBeUndefined()
  })
  test('reads Chinese dates and yes or no', () => {
    expect(fromText(field({ type: 'date' }), '2026年11月3日')).toBe('2026-11-03')
    expect(fromText(field({ type: 'yes_no' }), '是')).toBe(true)
    expect(fromText(field({ type: 'yes_no' }), '也许')).toBeUndefined()
  })
  test('reads American dates in English, and guesses no year', async () => {
    expect(readText(field({ type: 'date' }), '12/3/2026')).toEqual({ problem: 'not_a_date' })
    await setLanguage('en')
    expect(fromText(field({ type: 'date' }), '12/3/2026')).toBe('2026-12-03')
    expect(fromText(field({ type: 'date' }), 'Dec 3')).toBe(`${new Date().getFullYear()}-12-03`)
    expect(readText(field({ type: 'date' }), 'soon 3')).toEqual({ problem: 'not_a_date' })
  })
  test('of another currency is refused, however it comes', () => {
    const yuan = field({ type: 'money', currency: 'CNY', decimals: 2 })
    const refused = { problem: 'other_currency', params: { currency: 'CNY' } }
    expect(readText(yuan, '$38,000.00')).toEqual(refused)
    const dollars = field({ type: 'money', currency: 'USD', decimals: 2 })
    expect(kindKey(dollars)).not.toBe(kindKey(yuan))
    expect(otherCurrency(currencyOf(dollars), yuan)).toEqual(refused)
    expect(otherCurrency(currencyOf(yuan), yuan)).toBeUndefined()
  })
  test('that is no value says why', () => {
    expect(readText(status, 'foo')).toEqual({ problem: 'not_an_option' })
    expect(readText(field({ type: 'yes_no' }), '也许')).toEqual({ problem: 'not_yes_no' })
    expect(readText(field({ type: 'date' }), '某天')).toEqual({ problem: 'not_a_date' })
    expect(readText(field({ type: 'person' }), '谁')).toEqual({ problem: 'unknown_person' })
    expect(readText(field({ type: 'number' }), '一千')).toMatchObject({ problem: 'not_a_number' })
  })
  test('empties a field when it is blank', () => {
    expect(fromText(status, '  ')).toBeNull()
  })
})
