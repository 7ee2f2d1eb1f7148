import { useCallback, useMemo, useRef, useState } from 'react'
import type { Field, RecordRow, Value } from '@/api/types'
import { recordValue, sameValue } from '@/features/fields/field-values'
import { isEditable, kindOf } from '@/features/fields/registry'
import { problemsByField } from '@/lib/problem-text'
import { forgetRefused, refusedOn, useRefused } from '@/offline/refused'
import { markText } from '../edit/refused-cells'
import type { Save } from '../edit/use-save'
import { type CellRange, fillTarget, join, rangeOf } from './cell-range'
import type { GridActions } from './grid-cell'
import type { GridState, Spot } from './grid-state'
import { heldLines, hold } from './held-lines'
import { whyNotEditable } from './read-only'
import type { Selection } from './selection'
import { useDragCells } from './use-drag-cells'
import { useFollow } from './use-follow'
import { useGridFocus } from './use-grid-focus'
import type { Lines } from './use-lines'
import type { Viewport } from './use-viewport'

interface GridInput {
  fields: Field[]
  total: number
  canEdit: boolean
  lines: Lines
  viewport: Viewport
  selection: Selection
  save: Save
  onOpen: (record: RecordRow, write: boolean) => void
  onFill: (source: CellRange, target: CellRange) => void
}

export interface Grid {
  state: GridState
  /** The lines as they are to be seen: they hold still while a cell is being edited. */
  lines: Lines
  range: CellRange | null
  /** Where the fill that is being dragged would go. */
  filling: CellRange | null
  actions: GridActions
  go: (spot: Spot) => void
  extend: (spot: Spot) => void
  edit: (spot: Spot) => void
  selectRange: (range: CellRange) => void
  /** Whether a cell starts its own edit from a key: its unseen input takes it. */
  typesItself: (spot: Spot) => boolean
  /** Lets go of what was refused in the active cell. */
  giveUp: () => void
  /** Leads to a cell, unless another is being edited. */
  offer: (spot: Spot) => void
  leave: () => void
}

const NOWHERE: GridState = { active: null, head: null, editing: null }

/** The grid's hands: which cell is active, what is selected, which cell is edited, and what happens to a value. */
export function useGrid(input: GridInput): Grid {
  const [state, setState] = useState<GridState>(NOWHERE)
  const [filling, setFilling] = useState<CellRange | null>(null)
  const lines = heldLines(input.lines, state.editing?.held)
  const inView = input.viewport.rows.map(row => row.index)
  const now = useRef({ ...input, state, lines, inView })
  now.current = { ...input, state, lines, inView }
  const meant = useFollow({
    state,
    lines: input.lines,
    inView,
    shift: by =>
      setState(old => {
        const moved = (spot: Spot) => ({ row: spot.row + by, col: spot.col })
        return { ...old, active: old.active && moved(old.active), head: old.head && moved(old.head) }
      }),
  })
  const onto = useRef(meant)
  onto.current = meant
  const anchor = useRef<number | null>(null)
  /** The record as it was when its edit began: what a conflict is measured against. */
  const base = useRef<RecordRow | undefined>(undefined)
  const drag = useRef<ReturnType<typeof useDragCells>>(undefined)
  drag.current = useDragCells(input.viewport.scroller)

  const go = useCallback((spot: Spot) => {
    setState({ active: spot, head: null, editing: null })
    now.current.viewport.reveal(spot.row, spot.col)
  }, [])
  const extend = useCallback((spot: Spot) => {
    setState(old => (old.active ? { ...old, head: spot, editing: null } : { ...NOWHERE, active: spot }))
    now.current.viewport.reveal(spot.row, spot.col)
  }, [])
  const edit = useCallback(({ row, col }: Spot) => {
    const { fields, canEdit, lines, inView } = now.current
    const field = fields[col]
    const record = lines.rowAt(row)
    if (!field || !record) return
    const told = whyNotEditable(field, canEdit)
    if (told) {
      setState({ active: { row, col }, head: null, editing: null, told })
      return
    }
    base.current = record
    const mark = refusedOn(useRefused.getState(), record.id).find(cell => cell.field === field.code)
    // What was refused here is mended where it stands.
    const refused =
      mark && kindOf(field).typing ? { refused: { text: mark.text, problem: markText(mark) } } : {}
    const held = hold(lines, inView)
    setState({ active: { row, col }, head: null, editing: { row, col, ...refused, held } })
  }, [])

  /** A typed value that is no value stays in its open cell, unless the person is at work elsewhere by then. */
  const backTo = useCallback(
    (spot: Spot, seen: RecordRow, field: Field, value: Value, error: unknown): boolean => {
      const { state: current, viewport, lines, inView } = now.current
      const problem = problemsByField(error).get(field.code)
      const focused = document.activeElement
      const here = focused === document.body || viewport.scroller.current?.contains(focused)
      if (!problem || typeof value !== 'string' || !kindOf(field).typing) return false
      if (current.editing || !here || lines.rowAt(spot.row)?.id !== seen.id) return false
      base.current = seen
      const refused = { text: value, problem }
      setState({ active: spot, head: null, editing: { ...spot, refused, held: hold(lines, inView) } })
      viewport.reveal(spot.row, spot.col)
      return true
    },
    [],
  )

  const actions = useMemo<GridActions>(
    () => ({
      select: (row, col, onward) => {
        const spot = { row, col }
        setState(old =>
          onward && old.active
            ? { ...old, head: spot, editing: null }
            : { active: spot, head: null, editing: null },
        )
        drag.current?.begin(
          over =>
            setState(old => {
              const head = over.row === old.active?.row && over.col === old.active.col ? null : over
              return old.editing || (old.head?.row === head?.row && old.head?.col === head?.col)
                ? old
                : { ...old, head }
            }),
          () => undefined,
        )
      },
      startFill: () => {
        const { state: from } = now.current
        const source = from.active && rangeOf(from.active, from.head ?? from.active)
        if (!source) return
        let target: CellRange | undefined
        drag.current?.begin(
          over => {
            target = fillTarget(source, over)
            setFilling(target ?? null)
          },
          () => {
            setFilling(null)
            if (!target) return
            const both = join(source, target)
            setState({
              active: { row: both.top, col: both.left },
              head: { row: both.bottom, col: both.right },
              editing: null,
            })
            now.current.onFill(source, target)
          },
        )
      },
      edit: (row, col) => edit({ row, col }),
      stop: () => setState(old => ({ ...old, editing: null })),
      commit: (record, field, value, step, display) => {
        const { state: old, save, total, fields, viewport, lines } = now.current
        const from = old.editing ?? old.active
        if (from && step) {
          const delta = { down: [1, 0], up: [-1, 0], next: [0, 1], previous: [0, -1] }[step as 'down'] ?? [
            0, 0,
          ]
          const row = Math.max(0, Math.min(total - 1, from.row + (delta[0] ?? 0)))
          const col = Math.max(0, Math.min(fields.length - 1, from.col + (delta[1] ?? 0)))
          const active = { row, col }
          // What the person saw there: the lines held may not stand like that any more.
          onto.current(active, lines.rowAt(row)?.id)
          setState({ active, head: null, editing: null })
          viewport.reveal(row, col)
        } else {
          setState(current => ({ ...current, editing: null }))
        }
        const seen = base.current?.id === record.id ? base.current : record
        forgetRefused(record.id, [field.code])
        if (!sameValue(recordValue(seen, field.code), value)) {
          void save(
            seen,
            { [field.code]: value },
            { [field.code]: display ?? (typeof value === 'string' ? value : null) },
            { refused: error => from !== null && backTo(from, seen, field, value, error) },
          )
        }
      },
      open: (record, row) => {
        setState({ active: { row, col: 0 }, head: null, editing: null })
        now.current.onOpen(record, false)
      },
      write: (record, row) => {
        setState({ active: { row, col: 0 }, head: null, editing: null })
        now.current.onOpen(record, true)
      },
      toggle: (record, row, onward) => {
        const { selection, lines } = now.current
        if (onward && anchor.current !== null) {
          const [from, to] = [Math.min(anchor.current, row), Math.max(anchor.current, row)]
          void lines.load(from, to).then(found =>
            selection.toggle(
              found.map(one => one.record),
              true,
            ),
          )
        } else selection.toggle([record])
        anchor.current = row
      },
    }),
    [edit, backTo],
  )
  const activeField = state.active ? input.fields[state.active.col] : undefined
  const onHeading = state.active !== null && lines.groupAt(state.active.row) !== undefined
  useGridFocus(input.viewport.scroller, state, onHeading ? undefined : activeField, input.canEdit)

  const { active, head } = state
  const range = useMemo(() => (active ? rangeOf(active, head ?? active) : null), [active, head])
  return {
    state,
    lines,
    range,
    filling,
    actions,
    go,
    extend,
    edit,
    selectRange: useCallback(
      (next: CellRange) =>
        setState({
          active: { row: next.top, col: next.left },
          head: { row: next.bottom, col: next.right },
          editing: null,
        }),
      [],
    ),
    typesItself: useCallback(({ row, col }: Spot) => {
      const { fields, canEdit, lines } = now.current
      const field = fields[col]
      if (!field || !canEdit || !isEditable(field) || !lines.rowAt(row)) return false
      const kind = kindOf(field)
      return Boolean(kind.typing || kind.searching)
    }, []),
    giveUp: useCallback(() => {
      const { fields, lines, state: at } = now.current
      const record = at.active && lines.rowAt(at.active.row)
      const field = at.active && fields[at.active.col]
      if (record && field) forgetRefused(record.id, [field.code])
    }, []),
    offer: useCallback(
      (spot: Spot) => {
        if (!now.current.state.editing) go(spot)
      },
      [go],
    ),
    leave: useCallback(() => setState(NOWHERE), []),
  }
}
