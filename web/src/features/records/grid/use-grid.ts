import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Field, RecordRow, Value } from '@/api/types'
import { recordValue, sameValue } from '@/features/fields/field-values'
import { isEditable, kindOf } from '@/features/fields/registry'
import { problemsByField } from '@/lib/problem-text'
import { forgetRefused, refusedOn, useRefused } from '@/offline/refused'
import type { Unread } from '../edit/keep-unread'
import { markText } from '../edit/refused-cells'
import type { Save } from '../edit/use-save'
import { type CellRange, fillTarget, join, linesOf, rangeOf } from './cell-range'
import type { GridActions } from './grid-cell'
import type { GridState, ShownState, Spot } from './grid-state'
import { heldLines, hold } from './held-lines'
import { isKeyboardFree } from './keyboard'
import { around, between, drawnTo, inHand, isOn, lineOf, NEAR, placeAt, see, settle } from './places'
import { whyNotEditable } from './read-only'
import type { Selection } from './selection'
import { useDragCells } from './use-drag-cells'
import { useGridFocus } from './use-grid-focus'
import type { Lines } from './use-lines'
import type { Viewport } from './use-viewport'

/** A record and the line it stands on. */
export interface Placed {
  line: number
  record: RecordRow
}

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
  onUnread: (unread: Unread) => void
  /** Loads a stretch of lines for `take`; answers whether it is short enough to be. */
  onStretch: (stretch: Pick<CellRange, 'top' | 'bottom'>, take: (found: Placed[]) => void) => boolean
}

export interface Grid {
  state: ShownState
  /** The lines as they are to be seen: they hold still while a cell is being edited, and while a fill is dragged. */
  lines: Lines
  range: CellRange | null
  /** Where the fill that is being dragged would go. */
  filling: CellRange | null
  actions: GridActions
  go: (spot: Spot) => void
  extend: (spot: Spot) => void
  edit: (spot: Spot) => void
  /** Selects cells from one record to another, unless the person went elsewhere since this was drawn. */
  selectRange: (first: Placed, last: Placed, left: number, right: number) => void
  /** Whether what was loaded for the selection is what the person saw in it; if not, they are led to where it is. */
  isInHand: (loaded: readonly Placed[]) => boolean
  /** The line that a record stands on at this moment, as far as that is known. */
  lineOf: (record: string, near: number) => number | undefined
  /** Whether a cell starts its own edit from a key: its unseen input takes it. */
  typesItself: (spot: Spot) => boolean
  /** Lets go of what was refused in the active cell. */
  giveUp: () => void
  /** Leads to a cell, wherever its record stands by then, unless the person is at work elsewhere. */
  offer: (record: string, field: string, near: number) => Promise<void>
  leave: () => void
}

const NOWHERE: GridState = { active: null, head: null, editing: null, seen: new Map() }

/** The grid's hands: which cell is active, what is selected, which cell is edited, and what happens to a value. */
export function useGrid(input: GridInput): Grid {
  const [raw, setState] = useState<GridState>(NOWHERE)
  const [filling, setFilling] = useState<CellRange | null>(null)
  const lines = heldLines(input.lines, raw.held)
  const inView = input.viewport.rows.map(row => row.index)
  const ground = { lines, fields: input.fields, total: input.total, inView }
  const { kept, shown: state } = settle(raw, ground)
  useLayoutEffect(() => {
    see(kept, ground)
    if (kept.held) hold(lines, inView, kept.held)
    if (kept !== raw) setState(old => (old === raw ? kept : old))
  })
  const now = useRef({ ...input, state, lines, inView })
  now.current = { ...input, state, lines, inView }
  /** The record that was ticked last. */
  const ticked = useRef<{ id: string; line: number }>(undefined)
  /** The record as it was when its edit began: what a conflict is measured against. */
  const base = useRef<RecordRow | undefined>(undefined)
  const drag = useRef<ReturnType<typeof useDragCells>>(undefined)
  drag.current = useDragCells(input.viewport.scroller)

  /** Whoever takes a cell in hand takes the keyboard along, from wherever it is. */
  const takeKeyboard = useCallback(() => {
    const grid = now.current.viewport.scroller.current
    if (grid && !grid.contains(document.activeElement)) grid.focus({ preventScroll: true })
  }, [])
  const go = useCallback(
    (spot: Spot) => {
      takeKeyboard()
      setState(inHand(placeAt(now.current, spot)))
      now.current.viewport.reveal(spot.row, spot.col)
    },
    [takeKeyboard],
  )
  /** Draws the selection to a cell; without an active cell it begins there. */
  const draw = useCallback((spot: Spot) => {
    const place = placeAt(now.current, spot)
    setState(now.current.state.active ? old => drawnTo(old, place) : inHand(place))
  }, [])
  const extend = useCallback(
    (spot: Spot) => {
      draw(spot)
      now.current.viewport.reveal(spot.row, spot.col)
    },
    [draw],
  )
  const edit = useCallback(({ row, col }: Spot) => {
    const { fields, canEdit, lines, inView } = now.current
    const field = fields[col]
    const record = lines.rowAt(row)
    if (!field || !record) return
    const active = placeAt(now.current, { row, col })
    const told = whyNotEditable(field, canEdit)
    if (told) {
      setState({ ...inHand(active), told })
      return
    }
    base.current = record
    const mark = refusedOn(useRefused.getState(), record.id).find(cell => cell.field === field.code)
    // What was refused here is mended where it stands.
    const refused =
      mark && kindOf(field).typing ? { refused: { text: mark.text, problem: markText(mark) } } : {}
    setState({ ...inHand(active), editing: refused, held: hold(lines, inView) })
  }, [])
  /** Ends the edit of a cell, if that is the one being edited. */
  const endEdit = useCallback(
    (record: RecordRow, field: Field) =>
      setState(old =>
        old.editing && old.active?.id === record.id && old.active.field === field.code
          ? { ...old, editing: null, held: undefined }
          : old,
      ),
    [],
  )
  const lineNow = useCallback((record: string, near: number) => {
    const { lines, inView } = now.current
    return lineOf(lines, [near, ...inView, ...around(near)], record)
  }, [])

  /** A typed value that is no value stays in its open cell, unless the person is at work elsewhere by then. */
  const backTo = useCallback(
    (near: number, seen: RecordRow, field: Field, value: Value, error: unknown): boolean => {
      const { state: current, viewport, fields, lines, inView } = now.current
      const problem = problemsByField(error).get(field.code)
      if (!problem || typeof value !== 'string' || !kindOf(field).typing) return false
      if (current.editing || !isKeyboardFree(viewport.scroller.current)) return false
      const row = lineNow(seen.id, near)
      const col = fields.findIndex(one => one.code === field.code)
      if (row === undefined || col < 0) return false
      base.current = seen
      setState({
        ...inHand({ row, col, id: seen.id, field: field.code }),
        editing: { refused: { text: value, problem } },
        held: hold(lines, inView),
      })
      viewport.reveal(row, col)
      return true
    },
    [lineNow],
  )

  const actions = useMemo<GridActions>(
    () => ({
      select: (row, col, onward) => {
        takeKeyboard()
        if (onward) draw({ row, col })
        else setState(inHand(placeAt(now.current, { row, col })))
        drag.current?.begin(
          over => {
            const { state: at } = now.current
            const own = over.row === at.active?.row && over.col === at.active.col
            const [row, col] = own ? [] : [over.row, over.col]
            if (at.editing || (at.head?.row === row && at.head?.col === col)) return
            if (own) setState(old => drawnTo(old, null))
            else draw(over)
          },
          () => undefined,
        )
      },
      startFill: () => {
        const { state: from, lines, inView } = now.current
        const source = from.active && rangeOf(from.active, from.head ?? from.active)
        if (!source) return
        // What is filled, and from where, is what was seen.
        const held = hold(lines, [...inView, ...linesOf(source)])
        setState(old => ({ ...old, held }))
        let target: CellRange | undefined
        drag.current?.begin(
          over => {
            target = fillTarget(source, over)
            setFilling(target ?? null)
          },
          () => {
            setFilling(null)
            if (!target || now.current.state.held !== held) {
              setState(old => (old.held === held ? { ...old, held: undefined } : old))
              return
            }
            const both = join(source, target)
            const corner = (row: number, col: number) => placeAt(now.current, { row, col })
            setState({ ...inHand(corner(both.top, both.left)), head: corner(both.bottom, both.right) })
            now.current.onFill(source, target)
          },
        )
      },
      edit: (row, col) => edit({ row, col }),
      stop: endEdit,
      commit: (record, field, value, step, display) => {
        const { state: old, save, total, fields, viewport } = now.current
        const { active } = old
        const own = active?.id === record.id && active.field === field.code ? active : undefined
        if (own && step) {
          const delta = { down: [1, 0], up: [-1, 0], next: [0, 1], previous: [0, -1] }[step as 'down'] ?? [
            0, 0,
          ]
          const row = Math.max(0, Math.min(total - 1, own.row + (delta[0] ?? 0)))
          const col = Math.max(0, Math.min(fields.length - 1, own.col + (delta[1] ?? 0)))
          // What the person saw there: the lines held may not stand like that any more.
          setState(inHand(placeAt(now.current, { row, col })))
          viewport.reveal(row, col)
        } else endEdit(record, field)
        const seen = base.current?.id === record.id ? base.current : record
        forgetRefused(record.id, [field.code])
        if (!sameValue(recordValue(seen, field.code), value)) {
          void save(
            seen,
            { [field.code]: value },
            { [field.code]: display ?? (typeof value === 'string' ? value : null) },
            { refused: error => backTo((own ?? active)?.row ?? 0, seen, field, value, error) },
          )
        }
      },
      unread: unread => now.current.onUnread(unread),
      open: (record, row) => {
        takeKeyboard()
        setState(inHand(placeAt(now.current, { row, col: 0 })))
        now.current.onOpen(record, false)
      },
      write: (record, row) => {
        takeKeyboard()
        setState(inHand(placeAt(now.current, { row, col: 0 })))
        now.current.onOpen(record, true)
      },
      toggle: (record, line, onward) => {
        const { selection } = now.current
        const from = ticked.current
        if (!onward || !from) {
          ticked.current = { id: record.id, line }
          selection.toggle([record])
          return
        }
        const known = lineNow(from.id, from.line)
        // Out of sight it may have moved by some lines.
        const slack = known === undefined ? NEAR : 0
        const ends = [line, (known ?? from.line) - slack, (known ?? from.line) + slack]
        const stretch = { top: Math.max(0, Math.min(...ends)), bottom: Math.max(...ends) }
        const begun = now.current.onStretch(stretch, found => {
          const rows = between(found, from.id, record.id).map(one => one.record)
          selection.toggle(rows.length > 0 ? rows : [record], true)
        })
        // Where too many lie between, the tick that one went from stays where it was.
        if (begun) ticked.current = { id: record.id, line }
      },
    }),
    [edit, endEdit, backTo, draw, lineNow, takeKeyboard],
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
    selectRange: (first, last, left, right) => {
      const { state: at, fields } = now.current
      const from = state.active
      if (at.editing || !at.active || at.active.id !== from?.id || at.active.field !== from?.field) return
      const corner = ({ line, record }: Placed, col: number) => ({
        row: line,
        col,
        id: record.id,
        field: fields[col]?.code,
      })
      setState({ ...inHand(corner(first, left)), head: corner(last, right) })
    },
    isInHand: loaded => {
      const same = isOn(state, loaded)
      if (!same && active) input.viewport.reveal(active.row, active.col)
      return same
    },
    lineOf: lineNow,
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
      async (id: string, code: string, near: number) => {
        const from = Math.max(0, near - NEAR)
        const row =
          lineNow(id, near) ??
          (await now.current.lines.load(from, near + NEAR)).find(one => one.record.id === id)?.line
        const { state: at, fields, viewport } = now.current
        const col = fields.findIndex(field => field.code === code)
        if (row === undefined || col < 0 || at.editing || !isKeyboardFree(viewport.scroller.current)) return
        setState(inHand({ row, col, id, field: code }))
        viewport.reveal(row, col)
      },
      [lineNow],
    ),
    leave: useCallback(() => setState(NOWHERE), []),
  }
}
