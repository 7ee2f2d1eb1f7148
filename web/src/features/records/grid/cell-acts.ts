import type { QueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { Field, Form, Value } from '@/api/types'
import type { Cleaned } from '@/features/fields/kind-ui'
import { optionOf } from '@/features/fields/parts/option-list'
import { isEditable } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { forgetRefused } from '@/offline/refused'
import { toast } from '@/ui/toast'
import { canClear, emptyOf, plan } from './cell-edits'
import { type CellRange, cellsOf, heightOf, widthOf } from './cell-range'
import { type Copied, carriedFrom, cellText, currencyOf, kindKey, otherCurrency } from './cell-text'
import { type Carried, filled } from './fill'
import { fromText, type Names, parseTable, readText, spread } from './paste'
import { resolveNames } from './resolve-names'
import type { CellWrites } from './use-cell-writes'
import type { Grid, Placed } from './use-grid'

/** What a write of cells works with: the grid as it was when the person asked for it. */
export interface Hands {
  form: Form
  fields: Field[]
  grid: Pick<Grid, 'lines' | 'selectRange'>
  client: QueryClient
  t: TFunction
  recordsOf: (of: Pick<CellRange, 'top' | 'bottom'>) => Promise<Placed[]>
  /** Tells that so many rows are too many, where they are. */
  tooMany: (rows: number) => boolean
  write: CellWrites
  createMany: (rows: Record<string, Value>[]) => void
}

const within = (fields: readonly Field[], { left, right }: CellRange) => fields.slice(left, right + 1)

/** Records from a line on, as many as are wanted and there are; headings on the way are passed over. */
async function recordsFrom({ grid, recordsOf }: Hands, top: number, wanted: number): Promise<Placed[]> {
  const found: Placed[] = []
  const total = grid.lines.total ?? 0
  for (let line = top; line < total && found.length < wanted; ) {
    const end = Math.min(total - 1, line + wanted - found.length - 1)
    // What is on the screen needs no server, which may be away.
    found.push(...(await recordsOf({ top: line, bottom: end })))
    line = end + 1
  }
  return found
}

export async function clear(hands: Hands, range: CellRange): Promise<void> {
  const { form, fields, recordsOf, write, t } = hands
  const placed = await recordsOf(range)
  const chosen = within(fields, range).filter(canClear)
  const wishes = placed.flatMap(({ record }) =>
    chosen.map(field => ({ record, field, wanted: { value: emptyOf(field) }, display: null, text: '' })),
  )
  for (const { record } of placed)
    forgetRefused(
      record.id,
      chosen.map(field => field.code),
    )
  await write(plan(form, wishes), placed, () => t('records:cells.cleared', { count: cellsOf(range) }))
}

/** Pastes a text over a range, and on from it; `own` is what is known of it where it was copied here. */
export async function paste(hands: Hands, range: CellRange, text: string, own?: Copied): Promise<void> {
  const { form, fields, grid, client, tooMany, write, createMany, t } = hands
  const texts = spread(parseTable(text), heightOf(range), widthOf(range))
  const cells = own && spread(own.cells, heightOf(range), widthOf(range))
  if (tooMany(texts.length)) return
  const targets = await recordsFrom(hands, range.top, texts.length)
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
        return [{ record, field, wanted: { value: kept.value }, display: kept.display, text: cell.trim() }]
      const foreign = own && otherCurrency(own.currencies[col % own.currencies.length], field)
      const wanted = foreign ?? readText(field, cell, names)
      const value = 'value' in wanted ? wanted.value : undefined
      return [{ record, field, wanted, display: shownAs(field, value, cell), text: cell.trim() }]
    }),
  )
  const planned = plan(form, wishes)
  const wide = Math.max(1, ...texts.map(row => row.length))
  const [first, last] = [targets[0], targets.at(-1)]
  if (first && last) grid.selectRange(first, last, range.left, Math.min(fields.length, range.left + wide) - 1)
  const over = texts.slice(targets.length)
  if (over.length > 0) {
    const rows = over.map(row => valuesOf(fields.slice(range.left), row, names))
    const make = form.can.create && rows.some(row => Object.keys(row).length > 0)
    toast(t('records:cells.over', { count: over.length }), {
      tone: 'bad',
      ...(make ? { action: { label: t('records:cells.make'), run: () => createMany(rows) } } : {}),
    })
  }
  await write(planned, targets, count => t('records:pasted', { count }))
}

/** Fills `target`, which lies beside `source`, from it. */
export async function fill(hands: Hands, source: CellRange, target: CellRange): Promise<void> {
  const { form, fields, recordsOf, write, t } = hands
  const from = (await recordsOf(source)).map(({ record }) => record)
  const sideways = target.top === source.top && target.bottom === source.bottom
  const to = await recordsOf(sideways ? source : target)
  const held = from.map(record => within(fields, source).map(field => carriedFrom(record, field)))
  const tall = { ...target, top: 0, bottom: to.length - 1 }
  const above = target.bottom < source.top
  // The rows are counted without the headings between them.
  const start = sideways ? 0 : above ? to.length : -from.length
  const made = filled(held, { ...source, top: start, bottom: start + from.length - 1 }, tall)
  const sources = within(fields, source)
  const wishes = to.flatMap(({ record }, row) =>
    within(fields, target).map((field, col) => {
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
