import { useMemo } from 'react'
import type { Field } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { IN_BIN } from './grid/of-bin'
import type { Column, ListState } from './list-state'

/** Who deleted a record and when: whoever changed it last, as nobody changes what lies in the bin. */
const ofBin = (): Field[] =>
  (
    [
      ['updated_by', 'person', 'records:deleted_by'],
      ['deleted_at', 'date_time', 'records:deleted_at'],
    ] as const
  ).map(([code, type, name]) => ({
    id: `${IN_BIN}${code}`,
    code,
    name: i18n.t(name),
    kind: { type },
    can: { edit: false },
    system: true,
  }))

/** The columns of a list in its bin: beside the name who deleted a record and when. */
export function binColumns({ form, columns }: Pick<ListState, 'form' | 'columns'>) {
  const fields = ofBin()
  const codes = new Set(fields.map(field => field.code))
  const [title, ...others] = columns
  return {
    form: { ...form, fields: [...form.fields, ...fields] },
    columns: [
      ...(title ? [title] : []),
      ...fields.map(({ code }) => ({ field: code })),

      ...others.filter(column => !codes.has(column.field)),
    ],
    /** What is kept of them for the view, which has only its own. */
    kept: (next: readonly Column[]): Column[] => [
      ...next.filter(column => !codes.has(column.field)),
      ...columns.filter(column => codes.has(column.field)),
    ],
  }
}

/** The list, with what its bin says of records. */
export function useBinColumns(list: ListState): ListState {
  const { form, columns } = list
  const { kept, ...shown } = useMemo(() => binColumns({ form, columns }), [form, columns])
  return { ...list, ...shown, setColumns: next => list.setColumns(kept(next)) }
}
