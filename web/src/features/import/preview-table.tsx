import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicateRule, Import, ImportColumn, PreviewRow } from '@/api/import-types'
import type { Form } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { usePhone } from '@/lib/use-media'
import { cx } from '@/ui/class-names'
import { fieldOf } from './mapping'
import { textOf } from './preview-text'
import { notesHeight, RowNotes } from './row-notes'

const ROW = 36
const NUMBER = 56
const FATE = 76
const COLUMN = 168

interface PreviewTableProps {
  one: Import
  form: Form | undefined
  items: PreviewRow[]
  onChoose: (row: number, rule: DuplicateRule) => void
  onEnd: () => void
  /** Opens a column about whose words something is to be decided. */
  onDecide: (column: number) => void
}

/** The rows as they will be; what is wrong stands under the row it is wrong with. */
export function PreviewTable({ one, form, items, onChoose, onEnd, onDecide }: PreviewTableProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const scroller = useRef<HTMLDivElement>(null)
  const columns = one.columns.map((column, at) => ({ column, at })).filter(({ column }) => column.to !== null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => ROW + notesHeight(items[index], phone),
    overscan: 8,
    useFlushSync: false,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= items.length - 10) onEnd()
  }, [last, items.length, onEnd])
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights belong to the items.
  useEffect(() => {
    virtual.measure()
  }, [items])
  const width = NUMBER + FATE + columns.length * COLUMN
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={t('import:check.table')}
      aria-rowcount={items.length + 1}
      tabIndex={0}
      className="scroll-quiet min-h-0 flex-1 overflow-auto border-t bg-surface border-line focus-visible:outline-offset-[-2px] max-md:min-h-[50vh] [@media(max-height:560px)]:min-h-[85vh]"
    >
      <div
        role="rowgroup"
        className="sticky top-0 z-10 flex border-b border-line bg-surface"
        style={{ width }}
      >
        <div role="row" className="flex">
          <span role="columnheader" className="h-9 px-3 py-2 text-12 text-fg-3" style={{ width: NUMBER }}>
            {t('import:check.row')}
          </span>
          <span role="columnheader" className="h-9 px-3 py-2 text-12 text-fg-3" style={{ width: FATE }}>
            {t('import:check.fate')}
          </span>
          {columns.map(({ column }) => (
            <span
              key={column.index}
              role="columnheader"
              className="h-9 truncate px-3 py-2 text-12 font-medium text-fg-2"
              style={{ width: COLUMN }}
            >
              {headerOf(column, form)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), width }}>
        {shown.map(({ index, start, size }) => {
          const item = items[index]
          if (!item) return null
          return (
            <div
              key={item.row}
              role="row"
              aria-rowindex={index + 2}
              className="absolute left-0 border-b border-line"
              style={{ top: start, height: size, width }}
            >
              <Row
                one={one}
                form={form}
                item={item}
                columns={columns}
                onChoose={onChoose}
                onDecide={onDecide}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

const FATES: Record<PreviewRow['outcome'], string> = {
  create: 'text-ok',
  update: 'text-accent',
  skip: 'text-fg-3',
  refuse: 'text-bad',
  left_out: 'text-fg-3',
}

function headerOf(column: ImportColumn, form: Form | undefined): string {
  const { to } = column
  if (to !== null && 'system' in to) return i18n.t(`fields:system.${to.system}`)
  if (to !== null && 'activities' in to) return i18n.t('import:to.activities')
  if (to !== null && 'note' in to) return i18n.t('import:to.note_of', { column: column.header })
  return words(fieldOf(column, form)?.name) || column.header
}

interface RowProps {
  one: Import
  form: Form | undefined
  item: PreviewRow
  columns: { column: ImportColumn; at: number }[]
  onChoose: (row: number, rule: DuplicateRule) => void
  onDecide: (column: number) => void
}

function Row({ one, form, item, columns, onChoose, onDecide }: RowProps) {
  const { t } = useTranslation()
  const problemAt = (index: number) => item.problems.find(problem => problem.column === index)
  return (
    <>
      <div className="flex" style={{ height: ROW }}>
        <span role="cell" className="tabular px-3 py-2 text-12 text-fg-3" style={{ width: NUMBER }}>
          {item.row}
        </span>
        <span role="cell" className={cx('px-3 py-2 text-12', FATES[item.outcome])} style={{ width: FATE }}>
          {t(`import:fate.${item.outcome}`)}
        </span>
        {columns.map(({ column, at }) => {
          const problem = problemAt(column.index)
          const text = textOf(item, column, at, form)
          return (
            <span
              key={column.index}
              role="cell"
              title={text}
              className={cx(
                'truncate px-3 py-2 text-13',
                problem && (problem.warning ? 'bg-warn-soft text-warn' : 'bg-bad-soft text-bad'),
              )}
              style={{ width: COLUMN }}
            >
              {text}
            </span>
          )
        })}
      </div>
      <RowNotes
        one={one}
        item={item}
        headerOf={index => columns.find(({ column }) => column.index === index)?.column.header}
        onChoose={onChoose}
        onDecide={onDecide}
      />
    </>
  )
}
