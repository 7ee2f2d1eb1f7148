import type { Difference } from '@/api/design-types'
import { i18n } from '@/i18n/setup'
import { type Label, words } from '@/lib/label'

/** All that differences tell besides words and numbers is what something is called; new things may have no name yet. */
const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Differences between grants name roles and rights by code: where the words of each stand. */
const RIGHTS_IN: Record<string, [param: string, list: string][]> = {
  sight_changed: [
    ['role', 'roles'],
    ['from', 'sees'],
    ['to', 'sees'],
  ],
  right_changed: [
    ['role', 'roles'],
    ['right', 'verb'],
  ],
  field_right_changed: [
    ['role', 'roles'],
    ['from', 'field'],
    ['to', 'field'],
  ],
}

/** A difference in the words of the person who publishes; an unknown code still says that something changed. */
export function differenceText({ code, params }: Difference): string {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(params))
    shown[name] = isLabel(value) ? words(value) || i18n.t('designer:unnamed') : value
  if (typeof shown.kind === 'string' && i18n.exists(`fields:kind.${shown.kind}`))
    shown.kind = i18n.t(`fields:kind.${shown.kind}`)
  for (const [name, list] of RIGHTS_IN[code] ?? [])
    if (typeof shown[name] === 'string') shown[name] = i18n.t(`designer:rights.${list}.${shown[name]}`)
  if (typeof shown.to === 'boolean')
    return i18n.t(`designer:difference.${code}_${shown.to ? 'on' : 'off'}`, shown)
  const key = `designer:difference.${code}`
  return i18n.exists(key) ? i18n.t(key, shown) : i18n.t('designer:difference.other', { code })
}

export type Tone = 'added' | 'removed' | 'changed'
export function differenceTone({ code }: Difference): Tone {
  if (/_(added|new|restored)$/.test(code)) return 'added'
  return /_removed$/.test(code) ? 'removed' : 'changed'
}
