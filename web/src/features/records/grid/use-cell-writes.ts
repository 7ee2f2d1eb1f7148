import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Field, Form, RecordRow } from '@/api/types'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { addRefused, forgetEarly } from '@/offline/refused'
import { toast } from '@/ui/toast'
import { reasonText, refusedOf, refusedOfMany, refusedText, type ToldCell } from '../edit/refused-cells'
import type { UndoStep } from '../edit/undo-stack'
import { type Save, titleOf } from '../edit/use-save'
import { laidOf, type RowEdit, useWriteMany, type Wrote } from '../edit/use-write-many'
import type { Planned, RefusedWish } from './cell-edits'
import type { Spot } from './grid-state'
import type { Lines } from './use-lines'

/** A record and the line it stands on. */
export interface Placed {
  line: number
  record: RecordRow
}

interface Input {
  form: Form
  fields: Field[]
  lines: Lines
  save: Save
  undoStep: (step: UndoStep) => void
  offer: (spot: Spot) => void
}

/** Writes what was planned for cells. What was refused is told by row and value, and stays marked until it is mended. */
export function useCellWrites({ form, fields, lines, save, undoStep, offer }: Input) {
  const { t } = useTranslation()
  const person = useMe().id
  const writeMany = useWriteMany(form)
  const of = { form, person }

  return async (planned: Planned, placed: readonly Placed[], done: (cells: number) => string) => {
    const lineOf = new Map(placed.map(({ line, record }) => [record.id, line]))
    const told = (cell: Omit<ToldCell, 'row'>): ToldCell => {
      const line = lineOf.get(cell.record)
      return line === undefined ? cell : { ...cell, row: lines.numberAt(line) }
    }
    const lead = (cell: ToldCell | undefined) => {
      const row = cell && lineOf.get(cell.record)
      const col = fields.findIndex(field => field.code === cell?.field)
      if (row !== undefined && col >= 0) offer({ row, col })
    }
    const early = planned.refused.map(wish => told(cellOfWish(form, person, wish)))
    forgetEarly(form.code)
    addRefused(early)
    lead(early[0])
    const [only] = planned.edits
    if (planned.cells === 1 && only && early.length === 0) {
      await saveOne(only, told)
      return
    }
    const wrote = await writeMany(planned.edits, t('records:cells.writing'))
    const late = wrote ? refusedOfMany(of, wrote.records, wrote.ran).map(told) : []
    addRefused(late)
    if (early.length === 0) lead(late[0])
    report(wrote, [...early, ...late], planned.cells - late.length, done)
  }

  /** One cell is an edit like any other: somebody else's edit of it is put to the person. */
  async function saveOne(edit: RowEdit, told: (cell: ToldCell) => ToldCell): Promise<void> {
    const { record, values, display } = edit
    await save(record, values, display, {
      refused: error => {
        const cells = refusedOf(of, laidOf(form, edit), error).map(told)
        if (isConflict(error)) return false
        addRefused(cells)
        toast(refusedText(cells), { tone: 'bad' })
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
        ...(step ? { action: { label: t('app:undo'), run: () => undoStep(step) } } : {}),
      })
    } else if (wrote?.waiting) toast(t('offline:kept_several', { count: written }), { tone: 'plain' })
    else if (wrote && !wrote.ran.problem) toast(done(written))
  }
}

const isConflict = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'conflict'

const cellOfWish = (form: Form, person: string, wish: RefusedWish): ToldCell => ({
  person,
  form: form.code,
  record: wish.record.id,
  field: wish.field.code,
  title: titleOf(form, wish.record),
  name: words(wish.field.name),
  text: wish.field.sensitive ? '' : wish.text,
  reason: reasonText(wish.problem, wish.params),
})
