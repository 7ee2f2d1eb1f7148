import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useComposition } from '@/lib/composition'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { Kbd } from '@/ui/kbd'
import type { SelectionStats } from './selection-stats'
import { tallyName, tallyText } from './totals'

interface GridFooterProps {
  first: number
  last: number
  total: number | undefined
  grouped: boolean
  /** Cells can be written. */
  canEdit: boolean
  tooMany: boolean
  newestFirst: boolean
  stats: SelectionStats | undefined
  onFoldAll: (folded: boolean) => void
  onJump: (row: number) => void
}

const HINTS = [
  ['↑↓', 'move'],
  ['Enter', 'edit'],
  ['mod+Enter', 'open'],
  ['Space', 'select'],
] as const
const READ_ONLY = [
  ['↑↓', 'move'],
  ['Enter', 'open'],
  ['Space', 'select'],
] as const

/** Where one is in the list, and what the selected cells come to. */
export function GridFooter(props: GridFooterProps) {
  const { first, last, total, grouped, stats } = props
  const { t } = useTranslation()
  const place = () => {
    if (total === undefined) return ''
    if (total === 0) return t('records:footer.none')
    return grouped
      ? t('records:footer.total', { count: total, shown: plainNumber(total) })
      : t('records:footer.range', {
          first: plainNumber(first),
          last: plainNumber(Math.min(last, total)),
          total: plainNumber(total),
        })
  }
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 short:hidden overflow-hidden border-t border-line px-4 text-12 text-fg-3">
      <span className="tabular shrink-0 whitespace-nowrap">{place()}</span>
      {grouped && (
        <span className="flex shrink-0 items-center gap-1">
          <Button look="quiet" size="small" className="text-12!" onClick={() => props.onFoldAll(true)}>
            {t('records:group.fold_all')}
          </Button>
          <Button look="quiet" size="small" className="text-12!" onClick={() => props.onFoldAll(false)}>
            {t('records:group.unfold_all')}
          </Button>
        </span>
      )}
      {props.newestFirst && <span className="truncate text-warn">{t('records:footer.newest_first')}</span>}
      {props.tooMany && <span className="truncate text-warn">{t('records:group.too_many')}</span>}
      {!grouped && total !== undefined && total > 100 && <Jump total={total} onJump={props.onJump} />}
      {stats ? <Stats stats={stats} /> : <Hints of={props.canEdit ? HINTS : READ_ONLY} />}
    </footer>
  )
}

function Stats({ stats }: { stats: SelectionStats }) {
  const { t } = useTranslation()
  const { field, sum, average } = stats
  const parts = [
    t('records:stats.cells', { count: stats.cells, shown: plainNumber(stats.cells) }),
    stats.filled < stats.cells && t('records:stats.filled', { shown: plainNumber(stats.filled) }),
    field && sum !== undefined && `${tallyName('sum')} ${tallyText(field, 'sum', sum)}`,
    field && average !== undefined && `${tallyName('avg')} ${tallyText(field, 'avg', average)}`,
  ].filter(Boolean)
  return (
    <span className="tabular ml-auto flex min-w-0 gap-4 truncate whitespace-nowrap text-fg-2" data-stats="">
      {parts.map(part => (
        <span key={String(part)}>{part}</span>
      ))}
    </span>
  )
}

function Hints({ of }: { of: typeof HINTS | typeof READ_ONLY }) {
  const { t } = useTranslation()
  return (
    <span className="ml-auto hidden items-center gap-3 whitespace-nowrap xl:flex">
      {of.map(([keys, what]) => (
        <span key={what} className="flex items-center gap-1">
          <Kbd keys={keys} />
          {t(`records:footer.${what}`)}
        </span>
      ))}
    </span>
  )
}

function Jump({ total, onJump }: { total: number; onJump: (row: number) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const composition = useComposition()
  return (
    <label className="flex items-center gap-1.5 whitespace-nowrap">
      {t('records:footer.jump')}
      <input
        inputMode="numeric"
        aria-label={t('records:footer.jump_to_row')}
        className="tabular h-6 w-16 rounded-6 border border-line bg-surface px-1.5 text-12 text-fg focus:border-accent focus:outline-none"
        value={text}
        onChange={event => setText(event.target.value.replace(/\D/g, ''))}
        {...composition.handlers}
        onKeyDown={event => {
          if (event.key !== 'Enter' || composition.isComposing(event) || !text) return
          onJump(Math.max(0, Math.min(total, Number(text)) - 1))
        }}
      />
    </label>
  )
}
