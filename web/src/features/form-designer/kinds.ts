import type { Field, Hue, Kind, KindName, Option } from '@/api/types'
import { bareKind, hueOf } from '@/features/fields/kind-settings'
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

export { HUES } from '@/features/fields/kind-settings'

export function newOption(n: number, label: string, taken: Iterable<string>): Option {
  const used = new Set(taken)
  let code = `option_${n}`
  for (let i = n; used.has(code); i += 1) code = `option_${i + 1}`
  return { id: newId('opt'), code, label: labelIn(label), hue: hueOf(n - 1) }
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
  { type: 'text', part: 'basic', look: 'line', make: () => bareKind('text'), canBeUnique: true },
  { type: 'long_text', part: 'basic', look: 'area', make: () => bareKind('long_text'), canBeUnique: false },
  {
    type: 'number',
    part: 'basic',
    look: 'line',
    make: () => bareKind('number'),
    canBeUnique: true,
  },
  {
    type: 'money',
    part: 'basic',
    look: 'line',
    make: () => bareKind('money'),
    canBeUnique: false,
  },
  { type: 'date', part: 'basic', look: 'date', make: () => bareKind('date'), canBeUnique: false },
  { type: 'date_time', part: 'basic', look: 'date', make: () => bareKind('date_time'), canBeUnique: false },
  { type: 'yes_no', part: 'choice', look: 'switch', make: () => bareKind('yes_no'), canBeUnique: false },
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
  { type: 'phone', part: 'contact', look: 'line', make: () => bareKind('phone'), canBeUnique: true },
  { type: 'email', part: 'contact', look: 'line', make: () => bareKind('email'), canBeUnique: true },
  { type: 'url', part: 'contact', look: 'line', make: () => bareKind('url'), canBeUnique: true },
  { type: 'person', part: 'relation', look: 'list', make: () => bareKind('person'), canBeUnique: false },
  {
    type: 'link',
    part: 'relation',
    look: 'list',
    make: () => bareKind('link'),
    canBeUnique: false,
  },
  {
    type: 'attachment',
    part: 'relation',
    look: 'files',
    make: () => bareKind('attachment'),
    canBeUnique: false,
  },
  {
    type: 'auto_number',
    part: 'relation',
    look: 'given',
    make: () => bareKind('auto_number'),
    canBeUnique: false,
  },
]

export const PARTS = ['basic', 'choice', 'contact', 'relation'] as const

export const designKindOf = (field: Field): DesignKind | undefined =>
  DESIGN_KINDS.find(kind => kind.type === field.kind.type)

export const iconOf = (type: KindName) => kindOf({ id: '', code: '', name: '', kind: { type } }).icon
