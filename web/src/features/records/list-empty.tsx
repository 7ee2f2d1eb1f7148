import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Me } from '@/api/types'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { FormIcon } from '@/ui/form-icon'
import { EmptyState } from '@/ui/states'
import type { ListState } from './list-state'

/** Only who sees every record can say that there are none. */
export const emptyTitle = (me: Pick<Me, 'permissions'>) =>
  me.permissions.administer ? ('records:empty.title' as const) : ('records:empty.title_own' as const)

/** A form without records: what it is, and the two ways to begin. */
export function NothingYet({
  list,
  onCreate,
  importTo,
}: {
  list: ListState
  onCreate: () => void
  importTo: string | undefined
}) {
  const { t } = useTranslation()
  const go = useGo()
  const me = useMe()
  const name = words(list.form.name)
  const many = words(list.form.plural) || name
  return (
    <div className="flex flex-1 flex-col">
      <EmptyState
        title={t(emptyTitle(me), { form: many })}
        hint={importTo ? t('records:empty.hint_import') : t('records:empty.hint')}
      >
        {list.form.can.create && (
          <Button
            look="primary"
            icon={<FormIcon name={list.form.icon || list.form.code} size={14} />}
            onClick={onCreate}
          >
            {t('records:new', { form: name })}
          </Button>
        )}
        {importTo && <Button onClick={() => go(importTo)}>{t('records:import')}</Button>}
      </EmptyState>
    </div>
  )
}
