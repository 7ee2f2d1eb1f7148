import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Tally } from '@/api/types'
import { allFields, fieldByCode } from '@/features/fields/system-fields'
import type { ListState } from '../list-state'
import { canGroup, levelOf } from './groups'
import { measuresFor } from './totals'
import { useColumns } from './use-columns'
import { useLines } from './use-lines'
import type { RowQuery } from './use-pages'
import { usePaint } from './use-paint'
import { useViewport } from './use-viewport'

const MARGIN = 30
const SKELETON_ROWS = 24

/** What the table shows: its columns, its lines with the records that are in view, its numbers and its colours. */
export function useTable(list: ListState, query: RowQuery, rowHeight: number) {
  const { form, layout } = list
  const { i18n } = useTranslation()
  const me = useMe()
  // biome-ignore lint/correctness/useExhaustiveDependencies: system fields are named in the language.
  const fields = useMemo(
    () => list.columns.map(column => fieldByCode(form, column.field)).filter(field => field !== undefined),
    [list.columns, form, i18n.language],
  )
  const levels = useMemo(
    () =>
      (query.bin ? [] : layout.group).flatMap(group => {
        const field = fieldByCode(form, group.field)
        return field && canGroup(field) ? [levelOf(field, group)] : []
      }),
    [layout.group, form, query.bin],
  )
  const tallies: Readonly<Record<string, Tally>> = layout.aggregates
  const measures = useMemo(() => measuresFor(tallies), [tallies])
  const [range, setRange] = useState({ first: 0, last: 60 })
  const key = `${form.code}:${list.view.code}`
  const lines = useLines(query, levels, measures, key, range.first, range.last)
  const total = lines.total ?? SKELETON_ROWS
  const columns = useColumns(list, fields)
  const viewport = useViewport(total, rowHeight, columns.widths, layout.frozen ?? 1)
  const from = Math.max(0, viewport.first - MARGIN)
  const to = viewport.last + MARGIN
  useEffect(() => setRange({ first: from, last: to }), [from, to])
  const known = useMemo(() => allFields(form), [form])
  const paintOf = usePaint(layout.colours, known, { me: me.id, department: me.department ?? undefined })
  return { fields, tallies, measures, lines, total, columns, viewport, paintOf }
}
