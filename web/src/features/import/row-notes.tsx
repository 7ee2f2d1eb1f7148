import { Copy, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DuplicateRule, Import, ImportProblem, PreviewRow } from '@/api/import-types'
import { usePhone } from '@/lib/use-media'
import { Select } from '@/ui/antd/select'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { rowProblemText } from './import-text'
import { LikeText } from './like-text'
import { ruleOf, rulesFor } from './mapping'

const LINE = 28
const BELOW = 4
const MOST = 3

/** Problems that end once somebody says what the word means. */
const DECIDABLE = new Set(['unknown_option', 'unknown_person', 'not_a_linked_record'])

/** Why a row is not imported comes before what is only to be known; what it repeats is said with the choice beside it. */
export const notesOf = (item: PreviewRow): ImportProblem[] =>
  item.problems
    .filter(problem => !(problem.code === 'duplicate' && item.duplicate))
    .sort((a, b) => Number(a.warning ?? false) - Number(b.warning ?? false))
    .slice(0, MOST)

/** Notes stand beside each other, on a phone below each other; what the row repeats has a line of its own. */
export function notesHeight(item: PreviewRow | undefined, phone: boolean): number {
  if (!item) return 0
  const notes = notesOf(item).length
  const lines = (phone ? notes : Math.min(notes, 1)) + (item.duplicate ? 1 : 0)
  return lines > 0 ? lines * LINE + BELOW : 0
}

interface RowNotesProps {
  one: Import
  item: PreviewRow
  headerOf: (column: number | null | undefined) => string | undefined
  onChoose: (row: number, rule: DuplicateRule) => void
  /** Opens a column about whose words something is to be decided. */
  onDecide: (column: number) => void
}

/** What is wrong with a row, what is to be known of it, and what it looks like. */
export function RowNotes({ one, item, headerOf, onChoose, onDecide }: RowNotesProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const notes = notesOf(item)
  if (notes.length === 0 && !item.duplicate) return null
  return (
    <div
      role="cell"
      className="sticky left-0 max-w-[min(1100px,calc(100vw-280px))] pl-36 text-12 max-md:max-w-[100vw] max-md:pl-3 max-md:pr-3"
    >
      {notes.length > 0 && (
        <div className={phone ? '' : 'flex items-center gap-3'}>
          {notes.map((problem, index) => (
            <Note
              // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own.
              key={index}
              problem={problem}
              header={headerOf(problem.column)}
              onDecide={onDecide}
            />
          ))}
        </div>
      )}
      {item.duplicate && (
        <span className="flex h-7 min-w-0 items-center gap-1.5 text-warn">
          <Copy size={12} className="shrink-0" aria-hidden="true" />
          <span className="min-w-0">
            <LikeText item={item} form={one.target.form} />
          </span>
          <Select
            size="small"
            variant="filled"
            className="w-24 shrink-0"
            aria-label={t('import:check.rule_of', { row: item.row })}
            value={ruleOf(one, item)}
            options={rulesFor(one, item).map(value => ({ value, label: t(`import:rule.${value}`) }))}
            onChange={next => onChoose(item.row, next)}
          />
        </span>
      )}
    </div>
  )
}

interface NoteProps {
  problem: ImportProblem
  header: string | undefined
  onDecide: (column: number) => void
}

function Note({ problem, header, onDecide }: NoteProps) {
  const { t } = useTranslation()
  const said = rowProblemText(problem)
  const text = header ? t('import:check.in_column', { column: header, problem: said }) : said
  const { column } = problem
  return (
    <span className={cx('flex h-7 min-w-0 items-center gap-1', problem.warning ? 'text-warn' : 'text-bad')}>
      <TriangleAlert size={12} className="shrink-0" aria-hidden="true" />
      <span className="truncate" title={text}>
        {text}
      </span>
      {typeof column === 'number' && DECIDABLE.has(problem.code) && (
        <Button
          look="link"
          size="small"
          className="shrink-0 text-12!"
          aria-label={t('import:check.decide_at', { column: header ?? '' })}
          onClick={() => onDecide(column)}
        >
          {t('import:check.decide')}
        </Button>
      )}
    </span>
  )
}
