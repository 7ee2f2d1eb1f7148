import { useTranslation } from 'react-i18next'
import { queryRecords } from '@/api/records'
import type { Filter, Form } from '@/api/types'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { toast } from '@/ui/toast'
import { askable, both } from '../filters/filter-document'

/** Whether a filter leaves a record out; where that cannot be asked nothing is claimed. */
async function leavesOut(form: string, filter: Filter | undefined, id: string): Promise<boolean> {
  const asked = askable(filter)
  if (!asked) return false
  const itself: Filter = { field: 'id', op: 'in', value: [id] }
  const body = { filter: both(asked, itself) ?? itself, fields: ['id'], size: 1, count: 'none' as const }
  return queryRecords(form, body).then(
    ({ items }) => items.length === 0,
    () => false,
  )
}

/** Tells that a record was made, with the way to it: the list that it was made from may not show it. */
export function useTellMade(form: Form, within: Filter | undefined): (id: string) => Promise<void> {
  const { t } = useTranslation()
  const go = useGo()
  return async id => {
    const out = await leavesOut(form.code, within, id)
    toast(t(out ? 'records:created_outside' : 'records:created', { form: words(form.name) }), {
      action: { label: t('records:open'), run: () => go(`/f/${form.code}/${id}`) },
    })
  }
}
