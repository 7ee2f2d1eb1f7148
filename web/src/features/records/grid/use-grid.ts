import { type ClipboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue, sameValue } from '@/features/fields/field-values'
import { isEditable, kindOf } from '@/features/fields/registry'
import { copyText } from '@/lib/clipboard'
import { words } from '@/lib/label'
import { toast } from '@/ui/toast'
import { takeLastEdit } from '../edit/undo-stack'
import type { Save } from '../edit/use-save'
import type { GridActions } from './grid-row'
import type { GridState, Spot } from './grid-state'
import { fromText, parseTable, toTable } from './paste'
import type { Selection } from './selection'
import type { Viewport } from './use-viewport'

interface GridInput {
  form: string
  fields: Field[]
  total: number
  canEdit: boolean
  rowAt: (index: number) => RecordRow | undefined
  viewport: Viewport
  selection: Selection
  save: Save
  onOpen: (record: RecordRow, write: boolean) => void
}

export interface Grid {
  state: GridState
  actions: GridActions
  go: (spot: Spot) => void
  edit: (spot: Spot) => void
  clear: (spot: Spot) => void
  undo: () => void
  copy: () => void
  paste: (event: ClipboardEvent) => void
  leave: () => void
}

/** The grid's hands: which cell is active, which one is edited, and what happens to a value. */
export function useGrid(input: GridInput): Grid {
  const { t } = useTranslation()
  const [state, setState] = useState<GridState>({ active: null, editing: null })
  const now = useRef({ ...input, state })
  now.current = { ...input, state }
  const anchor = useRef<number | null>(null)
  /** The record as it was when its edit began: what a conflict is measured against. */
  const base = useRef<RecordRow | undefined>(undefined)

  const go = useCallback((spot: Spot) => {
    setState({ active: spot, editing: null })
    now.current.viewport.reveal(spot.row, spot.col)
  }, [])
  const focusGrid = useCallback(
    () => now.current.viewport.scroller.current?.focus({ preventScroll: true }),
    [],
  )
  const edit = useCallback(({ row, col }: Spot) => {
    const { fields, canEdit, rowAt } = now.current
    const field = fields[col]
    const record = rowAt(row)
    if (!field || !record || !canEdit || !isEditable(field)) return
    base.current = record
    setState({ active: { row, col }, editing: { row, col } })
  }, [])

  const actions = useMemo<GridActions>(
    () => ({
      select: (row, col) => setState({ active: { row, col }, editing: null }),
      edit: (row, col) => edit({ row, col }),
      stop: () => {
        setState(old => ({ ...old, editing: null }))
      },
      commit: (record, field, value, step, display) => {
        const { state: old, save, total, fields, viewport } = now.current
        const from = old.editing ?? old.active
        if (from && step) {
          const delta = { down: [1, 0], up: [-1, 0], next: [0, 1], previous: [0, -1] }[step as 'down'] ?? [
            0, 0,
          ]
          const row = Math.max(0, Math.min(total - 1, from.row + (delta[0] ?? 0)))
          const col = Math.max(0, Math.min(fields.length - 1, from.col + (delta[1] ?? 0)))
          setState({ active: { row, col }, editing: null })
          viewport.reveal(row, col)
        } else {
          setState(current => ({ active: current.active, editing: null }))
        }
        const seen = base.current?.id === record.id ? base.current : record
        if (!sameValue(recordValue(seen, field.code), value)) {
          void save(
            seen,
            { [field.code]: value },
            { [field.code]: display ?? (typeof value === 'string' ? value : null) },
          )
        }
      },
      open: (record, row) => {
        setState({ active: { row, col: 0 }, editing: null })
        now.current.onOpen(record, false)
      },
      write: (record, row) => {
        setState({ active: { row, col: 0 }, editing: null })
        now.current.onOpen(record, true)
      },
      toggle: (record, row, range) => {
        const { selection, rowAt } = now.current
        if (range && anchor.current !== null) {
          const [from, to] = [Math.min(anchor.current, row), Math.max(anchor.current, row)]
          const rows = Array.from({ length: to - from + 1 }, (_, i) => rowAt(from + i)).filter(
            found => found !== undefined,
          )
          selection.toggle(rows, true)
        } else selection.toggle([record])
        anchor.current = row
      },
    }),
    [edit],
  )

  const clear = ({ row, col }: Spot) => {
    const field = input.fields[col]
    const record = input.rowAt(row)
    if (
      !field ||
      !record ||
      !input.canEdit ||
      !isEditable(field) ||
      field.required ||
      field.kind.type === 'attachment'
    )
      return
    if (sameValue(recordValue(record, field.code), null)) return
    const empty: Value = field.kind.type === 'choices' || field.kind.many ? [] : null
    void input.save(record, { [field.code]: empty }, { [field.code]: null })
  }
  const undo = () => {
    const last = takeLastEdit(input.form)
    const rows = Array.from({ length: input.viewport.last + 100 }, (_, i) => input.rowAt(i))
    const record = last && rows.find(row => row?.id === last.id)
    if (!last) toast(t('records:nothing_to_undo'))
    else if (record)
      void input
        .save(record, last.before, last.beforeDisplay, { silent: true })
        .then(done => done && toast(t('records:undone')))
    else toast(t('records:undo_elsewhere'))
  }
  const copy = () => {
    const text = (record: RecordRow, field: Field) =>
      displayOf(record, field.code) ?? String(recordValue(record, field.code) ?? '')
    const picked = [...input.selection.picked.values()]
    const { active } = state
    const record = active ? input.rowAt(active.row) : undefined
    const field = active ? input.fields[active.col] : undefined
    const out =
      picked.length > 0
        ? toTable(picked.map(row => input.fields.map(f => text(row, f))))
        : record && field
          ? text(record, field)
          : ''
    if (!out) return
    void copyText(out).then(done => {
      if (done && picked.length > 0) toast(t('records:copied_rows', { count: picked.length }))
    })
  }
  const paste = (event: ClipboardEvent) => {
    const { active, editing } = state
    const text = event.clipboardData.getData('text/plain')
    if (!active || editing || !text || !input.canEdit) return
    event.preventDefault()
    const refused = new Set<string>()
    let count = 0
    for (const [down, cells] of parseTable(text).entries()) {
      const record = input.rowAt(active.row + down)
      if (!record) break
      const values: Record<string, Value> = {}
      for (const [right, cell] of cells.entries()) {
        const field = input.fields[active.col + right]
        if (!field || !isEditable(field)) continue
        const value = fromText(field, cell)
        if (value === undefined || (value === null && field.required)) refused.add(words(field.name))
        else if (!sameValue(value, recordValue(record, field.code))) values[field.code] = value
      }
      if (Object.keys(values).length === 0) continue
      count += Object.keys(values).length
      void input.save(
        record,
        values,
        Object.fromEntries(
          Object.keys(values).map(code => [
            code,
            typeof values[code] === 'string' ? (values[code] as string) : null,
          ]),
        ),
      )
    }
    if (refused.size > 0)
      toast(t('records:paste_refused', { fields: [...refused].join('、') }), { tone: 'bad' })
    else if (count > 1) toast(t('records:pasted', { count }))
  }

  // Cells without an input of their own leave the keys to the grid itself.
  const activeField = state.active ? input.fields[state.active.col] : undefined
  const quiet =
    !state.editing && activeField && !(kindOf(activeField).typing && isEditable(activeField) && input.canEdit)
  useEffect(() => {
    if (quiet && state.active) focusGrid()
  }, [quiet, state.active, focusGrid])
  // The cell that holds the keyboard may scroll out of what is drawn, or lead to a row that is still loading: then the
  // keyboard falls back to the grid. Some browsers tell of a focus that ends with its element, some do not.
  const inside = useRef(false)
  useEffect(() => {
    const enter = (event: FocusEvent) => {
      inside.current = now.current.viewport.scroller.current?.contains(event.target as Node) ?? false
    }
    const leave = (event: FocusEvent) => {
      const from = event.target as Node
      const was = inside.current
      inside.current = false
      queueMicrotask(() => {
        if (was && !from.isConnected && document.activeElement === document.body) focusGrid()
      })
    }
    document.addEventListener('focusin', enter)
    document.addEventListener('focusout', leave)
    return () => {
      document.removeEventListener('focusin', enter)
      document.removeEventListener('focusout', leave)
    }
  }, [focusGrid])
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) focusGrid()
  })
  const { editing } = state
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body) focusGrid()
    wasEditing.current = editing !== null
  }, [editing, focusGrid])

  return {
    state,
    actions,
    go,
    edit,
    clear,
    undo,
    copy,
    paste,
    leave: () => setState({ active: null, editing: null }),
  }
}
