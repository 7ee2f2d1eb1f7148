import type { Field, Value } from '@/api/types'
import type { Cleaned } from '../kind-ui'

const FULL_WIDTH = /[\uff01-\uff5e]/g
const UNITS: Record<string, number> = { 万: 4, 亿: 8, k: 3, K: 3, m: 6, M: 6 }

/** Separators stand between groups of three, as wherever the server reads a number: 12,50 is not 1250, and nobody knows what. */
const NUMBER = /^([+-]?)\s*(\d{1,3}(?:[,'\s]\d{3})+|\d*)(?:\.(\d*))?\s*(万|亿|k|K|m|M)?$/

/** What people type for a number (1,234.5 · ¥1.2万 · １２) as an exact decimal string; undefined when it is none. */
export function parseDecimal(text: string): string | undefined {
  const narrow = text
    .replace(FULL_WIDTH, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[¥$€£元]/g, '')
    .trim()
  const [, sign = '', groups = '', part = '', unit = ''] = narrow.match(NUMBER) ?? []
  const whole = groups.replace(/\D/g, '')
  if (whole === '' && part === '') return undefined
  const shift = unit ? (UNITS[unit] ?? 0) : 0
  const padded = part.padEnd(shift, '0')
  const digits = `${whole}${padded.slice(0, shift)}`.replace(/^0+(?=\d)/, '') || '0'
  const rest = padded.slice(shift).replace(/0+$/, '')
  const text2 = rest ? `${digits}.${rest}` : digits
  return sign === '-' && text2 !== '0' ? `-${text2}` : text2
}

export function cleanDecimal(value: Value, field: Field): Cleaned {
  if (value === null || value === '') return { value: null }
  const decimal = parseDecimal(String(value))
  if (decimal === undefined) return { problem: 'not_a_number' }
  const places = decimal.split('.')[1]?.length ?? 0
  const most = field.kind.decimals
  if (most !== undefined && places > most) return { problem: 'too_many_decimals', params: { decimals: most } }
  return { value: decimal }
}

/** What people write beside an amount, and the currencies it can mean. */
const MONEY_WORDS: readonly [RegExp, readonly string[]][] = [
  [/US\$|USD|美元|美金/gi, ['USD']],
  [/HK\$|HKD|港币|港元/gi, ['HKD']],
  [/NT\$|TWD|新?台币/gi, ['TWD']],
  [/S\$|SGD|新加坡元|新币/gi, ['SGD']],
  [/EUR|€|欧元/gi, ['EUR']],
  [/GBP|£|英镑/gi, ['GBP']],
  [/JPY|日元/gi, ['JPY']],
  [/KRW|₩|韩元/gi, ['KRW']],
  [/RMB|CNY|人民币/gi, ['CNY']],
  [/\$/g, ['USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD']],
  [/[¥￥]/g, ['CNY', 'JPY']],
  [/元/g, ['CNY', 'HKD', 'TWD']],
]

/** An amount as people type it. One of another currency is refused: nobody would see later that it is. */
export function cleanMoney(value: Value, field: Field): Cleaned {
  const own = field.kind.currency ?? 'CNY'
  let text = value === null ? '' : String(value).replaceAll(new RegExp(`\\b${own}\\b`, 'gi'), '')
  for (const [word, means] of MONEY_WORDS) {
    if (text.search(word) < 0) continue
    if (!means.includes(own)) return { problem: 'other_currency', params: { currency: own } }
    text = text.replace(word, '')
  }
  return value === null ? { value: null } : cleanDecimal(text.trim(), field)
}
