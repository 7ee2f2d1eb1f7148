import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Form } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { addRefused, forgetEarly, type RefusedCell } from '@/offline/refused'
import { toast } from '@/ui/toast'
import { cellOfUnread } from '../edit/keep-unread'
import { refusedOf, refusedOfMany, refusedText, type ToldCell } from '../edit/refused-cells'
import type { UndoStep } from '../edit/undo-stack'
import type { Save } from '../edit/use-save'
import { laidOf, type RowEdit, useWriteMany, type Wrote } from '../edit/use-write-many'
import type { Planned, RefusedWish } from './cell-edits'
import type { Grid, Placed } from './use-grid'

interface Input {
  form: Form
  grid: Pick<Grid, 'lines' | 'lineOf' | 'offer'>
  save: Save
  undoStep: (step: UndoStep) => void
}

export type CellWrites = (
  planned: Planned,
  placed: readonly Placed[],
  done: (cells: number) => string,
) => Promise<void>

/** Writes what was planned for cells. What was refused is told by row and value, and stays marked until it is mended. */
export function useCellWrites({ form, grid, save, undoStep }: Input) {
  const { t } = useTranslation()
  const person = useMe().id
  const writeMany = useWriteMany(form)
  const of = { form, person }
  // A write takes its time: where a record stands is asked when it is told.
  const now = useRef(grid)
  now.current = grid

  const write: CellWrites = async (planned, placed, done) => {
    const stood = new Map(placed.map(({ line, record }) => [record.id, line]))
    const told = (cell: Omit<ToldCell, 'row'>): ToldCell => {
      const { lines, lineOf } = now.current
      const near = stood.get(cell.record)
      const line = near === undefined ? undefined : lineOf(cell.record, near)
      return line === undefined ? cell : { ...cell, row: lines.numberAt(line) }
    }
    const lead = (cell: RefusedCell | undefined) => {
      const near = cell && stood.get(cell.record)
      if (cell && near !== undefined)
        void now.current.offer(cell.record, cell.field, near).catch(() => undefined)
    }
    const early = planned.refused.map(wish => cellOfWish(form, person, wish))
    forgetEarly(form.code)
    addRefused(early)
    lead(early[0])
    const [only] = planned.edits
    if (planned.cells === 1 && only && early.length === 0) {
      await saveOne(only, told)
      return
    }
    const wrote = await writeMany(planned.edits, t('records:cells.writing'))
    const late = wrote ? refusedOfMany(of, wrote.records, wrote.ran) : []
    addRefused(late)
    if (early.length === 0) lead(late[0])
    report(wrote, [...early, ...late].map(told), planned.cells - late.length, done)
  }
  return write

  /** One cell is an edit like any other: somebody else's edit of it is put to the person. */
  async function saveOne(edit: RowEdit, told: (cell: ToldCell) => ToldCell): Promise<void> {
    const { record, values, display } = edit
    await save(record, values, display, {
      refused: error => {
        if (isConflict(error)) return false
        const cells = refusedOf(of, laidOf(form, edit), error)
        addRefused(cells)
        toast(refusedText(cells.map(told)), { tone: 'bad' })
        return true
      },
    })
  }

  function report(
    wrote: Wrote | undefined,
    refused: readonly ToldCell[],
    written: number,
    done: (cells: number) => string,
  ): void {
    const step = wrote?.step
    if (wrote?.ran.problem) toast(problemText(wrote.ran.problem), { tone: 'bad' })
    if (refused.length > 0) {
      const rest = step ? t('records:refused.rest', { count: written }) : ''
      toast(refusedText(refused) + rest, {
        tone: 'bad',
        ...(step ? { step, action: { label: t('app:undo'), run: () => undoStep(step) } } : {}),
      })
    } else if (wrote?.waiting) toast(t('offline:kept_several', { count: written }), { tone: 'plain' })
    else if (wrote && !wrote.ran.problem) toast(done(written))
  }
}

const isConflict = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'conflict'

const cellOfWish = ({ code, title }: Form, person: string, { text, ...wish }: RefusedWish): RefusedCell =>
  cellOfUnread({ form: code, title, person }, { ...wish, value: text })
