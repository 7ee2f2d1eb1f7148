import { useMemo } from 'react'
import { stageField } from './detail/record-parts'
import { fieldsOfRules } from './grid/use-paint'
import type { ListState } from './list-state'

/** What a list asks of each record: its columns, and what stands behind them. */
export function useListFields({ form, columns, layout }: ListState): string[] {
  const phone = form.fields.find(field => field.kind.type === 'phone' && !field.sensitive)?.code
  // Whether a record has come to an end tells whether anything is late on it.
  const stage = stageField(form)?.code
  return useMemo(
    () => [
      ...new Set([
        form.title,
        ...(phone ? [phone] : []),
        ...(stage ? [stage] : []),
        ...columns.map(column => column.field),
        ...fieldsOfRules(layout.colours),
      ]),
    ],
    [form.title, phone, stage, columns, layout.colours],
  )
}
