import type { Hue, Kind, KindName } from '@/api/types'

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
  money: { decimals: 2, currency: 'CNY' },
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
