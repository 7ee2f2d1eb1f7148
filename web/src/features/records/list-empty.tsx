import { useTranslation } from 'react-i18next'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { FormIcon } from '@/ui/form-icon'
import { EmptyState } from '@/ui/states'
import type { ListState } from './list-state'

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
  const name = words(list.form.name)
  const many = words(list.form.plural) || name
  return (
    <div className="flex flex-1 flex-col">
      <EmptyState
        title={t('records:empty.title', { form: many })}
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
