import { i18n } from '@/i18n/setup'
import { codeText } from './problem-text'

interface Kept {
  title: string
  code: string
  field?: string
  params?: Record<string, unknown>
}

/** Why an undo left a record as it is, in a few words; `nameOf` gives a field's name. */
export function keptReason(kept: Kept, nameOf?: (field: string) => string | undefined): string {
  const name = kept.field && nameOf?.(kept.field)
  const reason =
    kept.code === 'changed_since' ? i18n.t('app:kept.changed_since') : codeText(kept.code, kept.params)
  return name ? i18n.t('app:kept.at', { name, reason }) : reason
}

/** What an undo came to when it left records as they are: the first ones with their reasons. */
export function keptText(count: number, kept: readonly Kept[]): string {
  const named = kept
    .slice(0, 2)
    .map(one => i18n.t('app:kept.one', { title: one.title, reason: keptReason(one) }))
  return i18n.t(named.length > 0 ? 'app:kept.named' : 'app:kept.unnamed', {
    count,
    named: named.join(i18n.t('app:kept.comma')),
  })
}
