import { useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import type { Field, Form } from '@/api/types'
import { copyText } from '@/lib/clipboard'
import { aheadOfNeed, isMissingCode } from '@/lib/missing-code'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import type { UndoStep } from '../edit/undo-stack'
import { useCreateMany } from '../edit/use-create-many'
import type { Save } from '../edit/use-save'
import type { Hands } from './cell-acts'
import { type CellRange, heightOf, isSingle } from './cell-range'
import { copiedCells, copyCells } from './cell-text'
import type { Selection } from './selection'
import { useCellWrites } from './use-cell-writes'
import type { Grid, Placed } from './use-grid'

/** What writes cells comes once there is a cell in hand, before anybody can want it. */
const acts = () => aheadOfNeed(() => import('./cell-acts'))

/** Rows that one act in the grid may copy or write; more is work for the bulk bar. */
const MOST_ROWS = 10_000

type Rows = Pick<CellRange, 'top' | 'bottom'>

/** Other records stand in place of those that were selected: nothing is done, and the person sees where theirs are. */
class Moved extends Error {}

interface CellsInput {
  form: Form
  fields: Field[]
  canEdit: boolean
  grid: Pick<Grid, 'state' | 'lines' | 'range' | 'lineOf' | 'isInHand' | 'selectRange' | 'offer'>
  selection: Selection
  save: Save
  undoStep: (step: UndoStep) => void
}

/** What is done with the cells that are selected: copied, pasted, emptied, filled. */
export function useCells(input: CellsInput) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const createMany = useCreateMany(input.form)
  const { form, fields, canEdit, grid, selection } = input
  const { lines, range } = grid
  const editing = grid.state.editing !== null
  const write = useCellWrites(input)

  const held = range !== null
  useEffect(() => {
    if (held) acts().catch(() => undefined)
  }, [held])

  const fieldsOf = ({ left, right }: CellRange) => fields.slice(left, right + 1)
  /** The records of a range, or undefined while one of them is not on the screen. */
  const shown = ({ top, bottom }: Rows): Placed[] | undefined => {
    const found: Placed[] = []
    for (let line = top; line <= bottom; line += 1) {
      const record = lines.rowAt(line)
      if (record) found.push({ line, record })
      else if (!lines.groupAt(line)) return undefined
    }
    return found
  }
  const tooMany = (rows: number, said = 'records:cells.rows_limit'): boolean => {
    if (rows > MOST_ROWS) toast(t(said, { count: MOST_ROWS }), { tone: 'bad' })
    return rows > MOST_ROWS
  }
  /** The records of a range; none of them where others stand now in place of those that were selected. */
  const recordsOf = async (of: Rows): Promise<Placed[]> => {
    const found = shown(of) ?? (await lines.load(of.top, of.bottom))
    if (!grid.isInHand(found)) throw new Moved()
    // On lines that came and went meanwhile a record may stand twice.
    return [...new Map(found.map(one => [one.record.id, one])).values()]
  }

  const guarded = (work: () => Promise<void>) =>
    void work().catch(error => {
      if (error instanceof Moved) return
      const told = isMissingCode(error) ? new Problem(0, { code: 'offline' }) : error
      toast(problemText(told), { tone: 'bad' })
    })

  const hands: Hands = {
    form,
    fields,
    grid,
    client,
    t,
    recordsOf,
    tooMany,
    write,
    createMany: rows => guarded(() => createMany(rows)),
  }

  const copy = (event: ClipboardEvent): boolean => {
    if (editing || !range) return false
    const rowsPicked = selection.picked.size > 0 && isSingle(range)
    const chosen = rowsPicked ? fields : fieldsOf(range)
    const rows = rowsPicked ? [...selection.picked.values()] : shown(range)?.map(({ record }) => record)
    event.preventDefault()
    if (!rowsPicked && tooMany(heightOf(range))) return false
    const tell = (count: number) =>
      rowsPicked
        ? toast(t('records:copied_rows', { count: selection.picked.size }))
        : count > 1 && toast(t('records:cells.copied', { count }))
    if (rows) {
      const { text, html } = copyCells(rows, chosen)
      event.clipboardData.setData('text/plain', text)
      event.clipboardData.setData('text/html', html)
      tell(rows.length * chosen.length)
      return true
    }
    guarded(async () => {
      const loaded = (await recordsOf(range)).map(({ record }) => record)
      if (await copyText(copyCells(loaded, chosen).text)) tell(loaded.length * chosen.length)
      else toast(t('records:cells.not_copied'), { tone: 'bad' })
    })
    return true
  }

  const clear = () => {
    if (range && canEdit && !tooMany(heightOf(range))) guarded(async () => (await acts()).clear(hands, range))
  }

  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!range || editing || !text || !canEdit) return
    event.preventDefault()
    const own = copiedCells(text)
    guarded(async () => (await acts()).paste(hands, range, text, own))
  }

  /** Fills `target`, which lies beside `source`, from it. */
  const fill = (source: CellRange, target: CellRange) => {
    if (canEdit && !tooMany(heightOf(target))) guarded(async () => (await acts()).fill(hands, source, target))
  }

  const fillDown = () => {
    if (!range) return
    if (range.top < range.bottom) fill({ ...range, bottom: range.top }, { ...range, top: range.top + 1 })
    else if (range.top > 0) fill({ ...range, top: range.top - 1, bottom: range.top - 1 }, range)
  }

  /** Loads a stretch of lines for whoever ticks on with Shift. */
  const loadStretch = (stretch: Rows, take: (found: Placed[]) => void): boolean => {
    if (tooMany(stretch.bottom - stretch.top + 1, 'records:cells.ticks_limit')) return false
    guarded(async () => take(await lines.load(stretch.top, stretch.bottom)))
    return true
  }

  /** Ticks the rows of the selection for bulk work, or unticks them where all are. */
  const tick = () => {
    if (!range) return
    guarded(async () => {
      const records = (await recordsOf(range)).map(({ record }) => record)
      selection.toggle(records, records.length > 1 ? !records.every(one => selection.has(one.id)) : undefined)
    })
  }

  return {
    copy,
    loadStretch,
    cut: (event: ClipboardEvent) => {
      if (canEdit && copy(event)) clear()
    },
    paste,
    clear,
    fill,
    fillDown,
    tick,
  }
}
