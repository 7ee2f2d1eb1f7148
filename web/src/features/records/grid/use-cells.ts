import { useQueryClient } from '@tanstack/react-query'
import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Form, Value } from '@/api/types'
import type { Cleaned } from '@/features/fields/kind-ui'
import { optionOf } from '@/features/fields/parts/option-list'
import { isEditable } from '@/features/fields/registry'
import { copyText } from '@/lib/clipboard'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { forgetRefused } from '@/offline/refused'
import { toast } from '@/ui/toast'
import type { UndoStep } from '../edit/undo-stack'
import { useCreateMany } from '../edit/use-create-many'
import type { Save } from '../edit/use-save'
import { canClear, emptyOf, plan } from './cell-edits'
import { type CellRange, cellsOf, heightOf, isSingle, widthOf } from './cell-range'
import {
  carriedFrom,
  cellText,
  copiedCells,
  copyCells,
  currencyOf,
  kindKey,
  otherCurrency,
} from './cell-text'
import { type Carried, filled } from './fill'
import { fromText, type Names, parseTable, readText, spread } from './paste'
import { resolveNames } from './resolve-names'
import type { Selection } from './selection'
import { useCellWrites } from './use-cell-writes'
import type { Grid, Placed } from './use-grid'

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
  const tooMany = (rows: number): boolean => {
    if (rows > MOST_ROWS) toast(t('records:cells.rows_limit', { count: MOST_ROWS }), { tone: 'bad' })
    return rows > MOST_ROWS
  }
  /** The records of a range; none of them where others stand now in place of those that were selected. */
  const recordsOf = async (of: Rows): Promise<Placed[]> => {
    const found = shown(of) ?? (await lines.load(of.top, of.bottom))
    if (!grid.isInHand(found)) throw new Moved()
    // On lines that came and went meanwhile a record may stand twice.
    return [...new Map(found.map(one => [one.record.id, one])).values()]
  }

  /** Records from a line on, as many as are wanted and there are; headings on the way are passed over. */
  const recordsFrom = async (top: number, wanted: number): Promise<Placed[]> => {
    const found: Placed[] = []
    const total = lines.total ?? 0
    for (let line = top; line < total && found.length < wanted; ) {
      const end = Math.min(total - 1, line + wanted - found.length - 1)
      // What is on the screen needs no server, which may be away.
      found.push(...(await recordsOf({ top: line, bottom: end })))
      line = end + 1
    }
    return found
  }

  const guarded = (work: () => Promise<void>) =>
    void work().catch(error => {
      if (!(error instanceof Moved)) toast(problemText(error), { tone: 'bad' })
    })

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
    if (!range || !canEdit || tooMany(heightOf(range))) return
    guarded(async () => {
      const placed = await recordsOf(range)
      const chosen = fieldsOf(range).filter(canClear)
      const wishes = placed.flatMap(({ record }) =>
        chosen.map(field => ({ record, field, wanted: { value: emptyOf(field) }, display: null, text: '' })),
      )
      for (const { record } of placed)
        forgetRefused(
          record.id,
          chosen.map(field => field.code),
        )
      await write(plan(form, wishes), placed, () => t('records:cells.cleared', { count: cellsOf(range) }))
    })
  }

  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!range || editing || !text || !canEdit) return
    event.preventDefault()
    const own = copiedCells(text)
    const texts = spread(parseTable(text), heightOf(range), widthOf(range))
    const cells = own && spread(own.cells, heightOf(range), widthOf(range))
    if (tooMany(texts.length)) return
    guarded(async () => {
      const targets = await recordsFrom(range.top, texts.length)
      const carried = (field: Field, row: number, col: number): Carried | undefined =>
        own && own.kinds[col % own.kinds.length] === kindKey(field) ? cells?.[row]?.[col] : undefined
      const named = new Map<Field, string[]>()
      texts.forEach((row, at) => {
        row.forEach((cell, col) => {
          const field = fields[range.left + col]
          const known = field && at < targets.length && carried(field, at, col)
          if (field && !known) named.set(field, [...(named.get(field) ?? []), cell])
        })
      })
      const names = await resolveNames(client, form.code, named)
      const wishes = targets.flatMap(({ record }, row) =>
        (texts[row] ?? []).flatMap((cell, col) => {
          const field = fields[range.left + col]
          if (!field) return []
          const kept = carried(field, row, col)
          if (kept)
            return [
              { record, field, wanted: { value: kept.value }, display: kept.display, text: cell.trim() },
            ]
          const foreign = own && otherCurrency(own.currencies[col % own.currencies.length], field)
          const wanted = foreign ?? readText(field, cell, names)
          const value = 'value' in wanted ? wanted.value : undefined
          return [{ record, field, wanted, display: shownAs(field, value, cell), text: cell.trim() }]
        }),
      )
      const planned = plan(form, wishes)
      const wide = Math.max(1, ...texts.map(row => row.length))
      const [first, last] = [targets[0], targets.at(-1)]
      if (first && last)
        grid.selectRange(first, last, range.left, Math.min(fields.length, range.left + wide) - 1)
      const over = texts.slice(targets.length)
      if (over.length > 0) {
        const rows = over.map(row => valuesOf(fields.slice(range.left), row, names))
        const make = form.can.create && rows.some(row => Object.keys(row).length > 0)
        toast(t('records:cells.over', { count: over.length }), {
          tone: 'bad',
          ...(make
            ? { action: { label: t('records:cells.make'), run: () => guarded(() => createMany(rows)) } }
            : {}),
        })
      }
      await write(planned, targets, count => t('records:pasted', { count }))
    })
  }

  /** Fills `target`, which lies beside `source`, from it. */
  const fill = (source: CellRange, target: CellRange) => {
    if (!canEdit || tooMany(heightOf(target))) return
    guarded(async () => {
      const from = (await recordsOf(source)).map(({ record }) => record)
      const sideways = target.top === source.top && target.bottom === source.bottom
      const to = await recordsOf(sideways ? source : target)
      const held = from.map(record => fieldsOf(source).map(field => carriedFrom(record, field)))
      const tall = { ...target, top: 0, bottom: to.length - 1 }
      const above = target.bottom < source.top
      // The rows are counted without the headings between them.
      const start = sideways ? 0 : above ? to.length : -from.length
      const made = filled(held, { ...source, top: start, bottom: start + from.length - 1 }, tall)
      const sources = fieldsOf(source)
      const wishes = to.flatMap(({ record }, row) =>
        fieldsOf(target).map((field, col) => {
          const cell = made[row]?.[col] ?? { value: null, display: null }
          const origin = sideways ? sources[col % sources.length] : field
          const same = origin !== undefined && kindKey(origin) === kindKey(field)
          const text = origin ? wordsOf(cell, origin) : ''
          // A value carried into a field of another kind goes by its words.
          const foreign = origin && otherCurrency(currencyOf(origin), field)
          const wanted: Cleaned = same ? { value: cell.value } : (foreign ?? readText(field, text))
          return { record, field, wanted, display: cell.display, text }
        }),
      )
      await write(plan(form, wishes), to, count => t('records:cells.filled', { count }))
    })
  }

  const fillDown = () => {
    if (!range) return
    if (range.top < range.bottom) fill({ ...range, bottom: range.top }, { ...range, top: range.top + 1 })
    else if (range.top > 0) fill({ ...range, top: range.top - 1, bottom: range.top - 1 }, range)
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

/** The values of a record to be made from a pasted row; what cannot be read stays out. */
function valuesOf(fields: readonly Field[], row: readonly string[], names: Names): Record<string, Value> {
  const values: Record<string, Value> = {}
  row.forEach((text, col) => {
    const field = fields[col]
    const value = field && isEditable(field) ? fromText(field, text, names) : undefined
    if (field && value !== undefined && value !== null) values[field.code] = value
  })
  return values
}

/** What a cell shows of a pasted value until the server has answered. */
function shownAs(field: Field, value: Value | undefined, text: string): string | null {
  if (value === null || value === undefined) return null
  const option = optionOf(field, value)
  if (option) return words(option.label)
  return typeof value === 'string' && !['person', 'link'].includes(field.kind.type) ? value : text.trim()
}

/** What a carried cell says, as another program would read it. */
function wordsOf(cell: Carried, from: Field): string {
  const record = {
    id: '',
    rev: 0,
    values: { [from.code]: cell.value },
    display: { [from.code]: cell.display },
  }
  return cellText(record, from)
}
