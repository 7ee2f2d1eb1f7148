import { useMemo, useState } from 'react'
import type { Field, Tally } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import type { ListState } from '../list-state'
import { fittingWidth, moved, readableWidth } from './columns'

const TITLE_WIDTH = 220

/** The columns of the list as they are resized, reordered and summed up. */
export function useColumns(list: ListState, fields: readonly Field[]) {
  const [resizing, setResizing] = useState<{ col: number; width: number }>()
  const widths = useMemo(
    () =>
      fields.map((field, col) =>
        resizing?.col === col
          ? resizing.width
          : (list.columns[col]?.width ??
            (col === 0 ? TITLE_WIDTH : readableWidth(words(field.name), kindOf(field).width))),
      ),
    [fields, list.columns, resizing],
  )
  const setWidth = (col: number, width: number) =>
    list.setColumns(
      list.columns.map((column, index) => (index === col ? { ...column, width: Math.round(width) } : column)),
    )
  const indexOf = (field: Field) => fields.findIndex(other => other.code === field.code)
  return {
    widths,
    indexOf,
    resize: (col: number, width: number, done: boolean) => {
      setResizing(done ? undefined : { col, width })
      if (done) setWidth(col, width)
    },
    fit: (col: number, scroller: HTMLElement | null) => {
      const width = scroller ? fittingWidth(scroller, col) : undefined
      if (width !== undefined) setWidth(col, width)
    },
    reorder: (from: number, gap: number) => {
      const next = moved(list.columns, from, gap)
      if (next.some((column, index) => column.field !== list.columns[index]?.field)) list.setColumns(next)
    },
    nudge: (field: Field, by: -1 | 1) => {
      const at = indexOf(field)
      list.setColumns(moved(list.columns, at, by < 0 ? at - 1 : at + 2))
    },
    tally: (field: Field, tally: Tally | undefined) => {
      const { [field.code]: _, ...rest } = list.layout.aggregates
      list.setLayout({ aggregates: tally ? { ...rest, [field.code]: tally } : rest })
    },
  }
}
