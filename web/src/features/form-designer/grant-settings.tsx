import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { useMe } from '@/api/queries'
import type { Field } from '@/api/types'
import type { Designer } from '@/features/designer/store'
import { words } from '@/lib/label'
import { FieldRightSigns } from './field-right'
import { blockersOf, ROLES } from './grant-edits'
import { FieldRows, GrantTable, RightRows } from './grant-table'
import { rightsSentence } from './grant-words'
import { Part } from './inspector'

interface GrantProps {
  designer: Designer<FormDocument>
  doc: FormDocument
}

/** Who sees what: records by role, what may be done with them, and each field. Administrators decide about it. */
export function GrantSettings({ designer, doc }: GrantProps) {
  const { t } = useTranslation()
  const locked = useLocked()
  return (
    <Part title={t('designer:rights.title')}>
      <GrantSentences doc={doc} />
      {locked && (
        <p className="rounded-8 bg-subtle px-3 py-2 text-12 text-fg-2">{t('designer:rights.locked')}</p>
      )}
      <GrantTable label={t('designer:rights.title')}>
        <RightRows designer={designer} doc={doc} locked={locked} />
        <FieldRows designer={designer} doc={doc} locked={locked} />
      </GrantTable>
      <FieldRightSigns />
      <p className="text-12 text-fg-3">{t('designer:rights.search_hint')}</p>
    </Part>
  )
}

/** The same for one field, where it is selected. */
export function FieldGrants({ designer, doc, field }: GrantProps & { field: Field }) {
  const { t } = useTranslation()
  const locked = useLocked()
  return (
    <Part title={t('designer:rights.of_field')}>
      {locked && <p className="-mt-2 text-12 text-fg-3">{t('designer:rights.locked')}</p>}
      <GrantTable label={t('designer:rights.of_field')}>
        <FieldRows designer={designer} doc={doc} locked={locked} only={field} />
      </GrantTable>
      <FieldRightSigns />
    </Part>
  )
}

/** What the grants come to, and what cannot work so. */
export function GrantSentences({ doc }: { doc: FormDocument }) {
  const { t } = useTranslation()
  return (
    <ul className="-mt-1 flex flex-col gap-1.5 text-12 text-fg-2">
      {ROLES.map(role => {
        const blockers = blockersOf(doc, role).map(field =>
          t('designer:rights.says.field', { name: words(field.name) || t('designer:unnamed') }),
        )
        return (
          <li key={role}>
            {rightsSentence(doc, role)}
            {blockers.length > 0 && (
              <span className="mt-0.5 flex items-start gap-1 text-warn">
                <CircleAlert size={13} className="mt-[3px] shrink-0" aria-hidden="true" />
                {t('designer:rights.blocked', {
                  role: t(`designer:rights.roles.${role}`),
                  fields: blockers.join(t('filters:list_separator')),
                })}
              </span>
            )}
          </li>
        )
      })}
      <li className="text-fg-3">{t('designer:rights.administrator')}</li>
    </ul>
  )
}

const useLocked = (): boolean => !useMe().permissions.administer
