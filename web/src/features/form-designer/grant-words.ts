import type { FormDocument } from '@/api/design-types'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { liveFields } from './document'
import { fieldRight, grantOf, isGiven, mayDo, RIGHTS, type Right, type Role } from './grant-edits'

const list = (parts: string[]): string => parts.join(i18n.t('filters:list_separator'))
const named = (rights: readonly Right[]): string =>
  list(rights.map(right => i18n.t(`designer:rights.verb.${right}`)))

/** What a role sees and may do, as one sentence. */
export function rightsSentence(doc: FormDocument, role: Role): string {
  const grant = grantOf(doc, role)
  const t = (key: string, params?: Record<string, string>) =>
    i18n.t(`designer:rights.says.${key}`, params ?? {})
  const who = i18n.t(`designer:rights.roles.${role}`)
  if (grant.sees === 'none' && !grant.create) return t('nothing', { role: who })
  const [can, cannot] = [true, false].map(wanted => RIGHTS.filter(right => mayDo(grant, right) === wanted))
  const fields = (right: 'hidden' | 'read') =>
    list(
      liveFields(doc)
        .filter(field => fieldRight(grant, field) === right && !(right === 'read' && isGiven(field)))
        .map(field => t('field', { name: words(field.name) || i18n.t('designer:unnamed') })),
    )
  const [hidden, fixed] = [fields('hidden'), fields('read')]
  const parts = [
    t(`sees_${grant.sees}`, { role: who }),
    ...(can?.length ? [t('can', { rights: named(can) })] : []),
    ...(cannot?.length && grant.sees !== 'none' ? [t('cannot', { rights: named(cannot) })] : []),
    ...(hidden ? [t('hidden', { fields: hidden })] : []),
    // Without the right to edit all are fixed, and without records in sight there is none to be fixed.
    ...(fixed && mayDo(grant, 'edit') ? [t('fixed', { fields: fixed })] : []),
  ]
  return `${parts.join(t('then'))}${t('stop')}`
}
