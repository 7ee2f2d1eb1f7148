import type { Field, Hue, Kind, KindName } from '@/api/types'
import { digitsOf } from '@/lib/currency'

/** Colours in the order in which options get them. */
export const HUES: readonly Hue[] = [
  'blue',
  'green',
  'amber',
  'violet',
  'red',
  'teal',
  'pink',
  'cyan',
  'lime',
  'orange',
  'brown',
  'slate',
]

export const hueOf = (nth: number): Hue => HUES[nth % HUES.length] ?? 'slate'

/** Settings that a new field of a kind begins with; its options are made elsewhere. */
const SETTINGS: Partial<Record<KindName, Omit<Kind, 'type'>>> = {
  number: { decimals: 0 },
  money: { decimals: 2 },
  choice: { options: [] },
  choices: { options: [] },
  stage: { options: [] },
  link: { form: '', many: false },
  auto_number: { prefix: '', digits: 6 },
}

export const bareKind = (type: KindName): Kind => ({ type, ...SETTINGS[type] })

/** The kinds that people can add, in the order in which they are offered. */
export const KINDS_TO_ADD = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'date_time',
  'yes_no',
  'choice',
  'choices',
  'stage',
  'phone',
  'email',
  'url',
  'person',
  'link',
  'attachment',
  'auto_number',
] as const satisfies readonly KindName[]

/** New money of a currency, with as many digits as its coins have. */
export const moneyIn = (currency: string): Kind => ({ type: 'money', decimals: digitsOf(currency), currency })

/** Money in another currency: before it is published its digits follow, unless somebody chose other ones. */
export function inCurrency(kind: Kind, currency: string, isPublished: boolean): Partial<Kind> {
  const isUsual = kind.decimals === digitsOf(kind.currency ?? '')
  return isPublished || !isUsual ? { currency } : { currency, decimals: digitsOf(currency) }
}

/** What a new field of money begins with: the currency that most of the form's money has, else the company's. */
export function currencyAmong(fields: readonly Field[], company: string): string {
  const counts = new Map<string, number>()
  for (const { kind, archived } of fields)
    if (kind.type === 'money' && !archived && kind.currency)
      counts.set(kind.currency, (counts.get(kind.currency) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? company
}
