import type { Field, Hue, Kind, KindName, Option } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { i18n } from '@/i18n/setup'
import { newId } from '@/lib/ids'

/** How an empty field of this kind is drawn on the canvas. */
export type Look = 'line' | 'area' | 'list' | 'date' | 'switch' | 'files' | 'given' | 'path'

export interface DesignKind {
  type: KindName
  part: 'basic' | 'choice' | 'contact' | 'relation'
  look: Look
  /** Settings of a field that was just added. */
  make: () => Kind
  canBeUnique: boolean
}

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

export function newOption(n: number, label: string, taken: Iterable<string>): Option {
  const used = new Set(taken)
  let code = `option_${n}`
  for (let i = n; used.has(code); i += 1) code = `option_${i + 1}`
  return { id: newId('opt'), code, label: labelIn(label), hue: HUES[(n - 1) % HUES.length] ?? 'slate' }
}

/** Words typed by a person, in the language they work in. */
export const labelIn = (text: string): { 'zh-CN'?: string; en?: string } =>
  i18n.language === 'en' ? { en: text } : { 'zh-CN': text }

const threeOptions = (): Option[] =>
  [1, 2, 3].map(n => newOption(n, i18n.t('designer:options.numbered', { n }), []))
const pipeline = (): Option[] => {
  const step = (n: number, key: string, hue: Hue, extra: Partial<Option>): Option => ({
    ...newOption(n, i18n.t(`designer:stages.${key}`), []),
    code: key,
    hue,
    ...extra,
  })
  return [
    step(1, 'new', 'slate', { probability: 10 }),
    step(2, 'active', 'blue', { probability: 50 }),
    step(3, 'won', 'green', { probability: 100, closed: 'won' }),
    step(4, 'lost', 'red', { probability: 0, closed: 'lost' }),
  ]
}

/** Every kind a person can add, in the order of the palette. */
export const DESIGN_KINDS: readonly DesignKind[] = [
  { type: 'text', part: 'basic', look: 'line', make: () => ({ type: 'text' }), canBeUnique: true },
  { type: 'long_text', part: 'basic', look: 'area', make: () => ({ type: 'long_text' }), canBeUnique: false },
  {
    type: 'number',
    part: 'basic',
    look: 'line',
    make: () => ({ type: 'number', decimals: 0 }),
    canBeUnique: true,
  },
  {
    type: 'money',
    part: 'basic',
    look: 'line',
    make: () => ({ type: 'money', decimals: 2, currency: 'CNY' }),
    canBeUnique: false,
  },
  { type: 'date', part: 'basic', look: 'date', make: () => ({ type: 'date' }), canBeUnique: false },
  { type: 'date_time', part: 'basic', look: 'date', make: () => ({ type: 'date_time' }), canBeUnique: false },
  { type: 'yes_no', part: 'choice', look: 'switch', make: () => ({ type: 'yes_no' }), canBeUnique: false },
  {
    type: 'choice',
    part: 'choice',
    look: 'list',
    make: () => ({ type: 'choice', options: threeOptions() }),
    canBeUnique: false,
  },
  {
    type: 'choices',
    part: 'choice',
    look: 'list',
    make: () => ({ type: 'choices', options: threeOptions() }),
    canBeUnique: false,
  },
  {
    type: 'stage',
    part: 'choice',
    look: 'path',
    make: () => ({ type: 'stage', options: pipeline() }),
    canBeUnique: false,
  },
  { type: 'phone', part: 'contact', look: 'line', make: () => ({ type: 'phone' }), canBeUnique: true },
  { type: 'email', part: 'contact', look: 'line', make: () => ({ type: 'email' }), canBeUnique: true },
  { type: 'url', part: 'contact', look: 'line', make: () => ({ type: 'url' }), canBeUnique: true },
  { type: 'person', part: 'relation', look: 'list', make: () => ({ type: 'person' }), canBeUnique: false },
  {
    type: 'link',
    part: 'relation',
    look: 'list',
    make: () => ({ type: 'link', form: '', many: false }),
    canBeUnique: false,
  },
  {
    type: 'attachment',
    part: 'relation',
    look: 'files',
    make: () => ({ type: 'attachment' }),
    canBeUnique: false,
  },
  {
    type: 'auto_number',
    part: 'relation',
    look: 'given',
    make: () => ({ type: 'auto_number', prefix: '', digits: 6 }),
    canBeUnique: false,
  },
]

export const PARTS = ['basic', 'choice', 'contact', 'relation'] as const

export const designKindOf = (field: Field): DesignKind | undefined =>
  DESIGN_KINDS.find(kind => kind.type === field.kind.type)

export const iconOf = (type: KindName) => kindOf({ id: '', code: '', name: '', kind: { type } }).icon
