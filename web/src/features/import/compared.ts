import type { Compared, Import } from '@/api/import-types'
import { i18n } from '@/i18n/setup'

/** By what rows are compared, as far as the form has such fields. */
export const comparedBy = ({ compared = [], comparable = [] }: Import): Compared[] =>
  comparable.filter(sign => compared.includes(sign))

export function withCompared(one: Import, sign: Compared, on: boolean): Compared[] {
  const others = (one.compared ?? []).filter(other => other !== sign)
  return on ? [...others, sign] : others
}

/** What was compared when no duplicates were found. */
export function comparedText(one: Import): string {
  const by = comparedBy(one).map(sign => i18n.t(`import:check.by.${sign}`))
  return by.length > 0
    ? i18n.t('import:compared.with', { by: by.join(i18n.t('filters:list_separator')) })
    : i18n.t('import:compared.nothing')
}
