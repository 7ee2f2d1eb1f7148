import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Form } from '@/api/types'
import { displayOf } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { codeText, problemText } from '@/lib/problem-text'
import { addRefused, type RefusedCell } from '@/offline/refused'
import type { Laid } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import type { Ran } from './chunked'
import { refusedOfMany, refusedText } from './refused-cells'

const MOST_TOLD = 3

/** What the server would not take, in words: by record and value where it was told what was written. */
export function useTellRefused(form: Form): (ran: Ran, records?: readonly Laid[]) => Promise<void> {
  const { t } = useTranslation()
  const person = useMe().id
  return useCallback(
    async (ran, records = []) => {
      if (ran.problem) toast(problemText(ran.problem), { tone: 'bad' })
      if (ran.refused.length === 0) return
      const cells = await named(form, refusedOfMany({ form, person }, records, ran))
      if (cells.length > 0) {
        addRefused(cells)
        toast(refusedText(cells), { tone: 'bad' })
        return
      }
      const reasons = ran.refused.map(({ field, code, params }) => {
        const found = fieldByCode(form, field)
        const problem = codeText(code, params)
        return found ? t('records:field_problem', { field: words(found.name), problem }) : problem
      })
      const distinct = [...new Set(reasons)].slice(0, MOST_TOLD)
      const count = ran.refused.length
      toast(t('records:cells.refused', { count, reasons: distinct.join(t('filters:list_separator')) }), {
        tone: 'bad',
      })
    },
    [form, person, t],
  )
}

/** The first of them with their titles: what was picked far down the list has none here. */
async function named(form: Form, cells: RefusedCell[]): Promise<RefusedCell[]> {
  const ids = [...new Set(cells.slice(0, MOST_TOLD).flatMap(cell => (cell.title ? [] : [cell.record])))]
  if (ids.length === 0) return cells
  const found = await queryRecords(form.code, {
    filter: { field: 'id', op: 'in', value: ids },
    fields: [form.title],
    size: ids.length,
    count: 'none',
  }).catch(() => undefined)
  const titles = new Map(found?.items.map(row => [row.id, displayOf(row, form.title) ?? '']))
  return cells.map(cell => ({ ...cell, title: cell.title || (titles.get(cell.record) ?? '') }))
}
