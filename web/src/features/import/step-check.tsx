import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck, CopyPlus, ListTodo } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, PreviewFilter } from '@/api/import-types'
import { previewRows } from '@/api/imports'
import type { Form } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Segmented } from '@/ui/controls'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { CheckingStrip } from './checking-strip'
import { comparedText } from './compared'
import { DuplicatesBar } from './duplicates-bar'
import { openQuestions, rowsToWrite } from './mapping'
import { willMake } from './new-fields'
import { PreviewTable } from './preview-table'
import { importKey, type LiveImport } from './use-import'

interface StepCheckProps {
  one: Import
  form: Form | undefined
  live: LiveImport
  /** Opens a column, or the first one about which something is to be decided. */
  onDecide: (column?: number) => void
  onFields: () => void
}

/** What would happen, row by row, before anything does. */
export function StepCheck({ one, form, live, onDecide, onFields }: StepCheckProps) {
  const { t } = useTranslation()
  const [only, setOnly] = useState<PreviewFilter>('all')
  const rows = useInfiniteQuery({
    queryKey: [...importKey(one.id), 'rows', only, live.checked],
    queryFn: ({ pageParam }) => previewRows(one.id, pageParam, only),
    initialPageParam: 0,
    getNextPageParam: last => last.next ?? undefined,
    placeholderData: before => before,
    enabled: !live.checking,
  })
  const made = willMake(one)
  const open = one.columns.reduce((sum, column) => sum + openQuestions(column), 0)
  const items = rows.data?.pages.flatMap(page => page.items) ?? []
  const { in_file, in_store, rows: alike = in_file + in_store } = one.duplicates_found
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        className={cx(
          'flex flex-wrap items-center gap-x-6 gap-y-2 px-6 pb-3 pt-4 transition-opacity max-md:px-4',
          live.checking && 'opacity-60',
        )}
      >
        <Count n={rowsToWrite(one)} tone="ok">
          {t('import:check.to_write', { count: rowsToWrite(one) })}
        </Count>
        <Count n={one.problems.errors} tone={one.problems.errors > 0 ? 'bad' : undefined}>
          {t('import:check.errors', { count: one.problems.errors })}
        </Count>
        <Count n={one.problems.warnings} tone={one.problems.warnings > 0 ? 'warn' : undefined}>
          {t('import:check.warnings', { count: one.problems.warnings })}
        </Count>
        <Count n={alike} tone={alike > 0 ? 'warn' : undefined}>
          {t('import:check.duplicates', { ...one.duplicates_found, count: alike })}
        </Count>
        {one.outcome && one.outcome.left_out > 0 && (
          <Count n={one.outcome.left_out}>
            {t('import:check.left_out', { count: one.outcome.left_out })}
          </Count>
        )}
        <span className="flex-1" />
        <Segmented
          label={t('import:check.show')}
          value={only}
          options={[
            { value: 'all', label: t('import:check.all') },
            { value: 'problems', label: t('import:check.only_problems') },
            { value: 'duplicates', label: t('import:check.only_duplicates') },
          ]}
          onChange={setOnly}
        />
      </div>
      <CheckingStrip one={one} />
      {made && (
        <p className="mx-6 mb-3 flex flex-wrap items-center gap-2 text-13 text-fg-2 max-md:mx-4">
          <CopyPlus size={14} className="text-fg-3" aria-hidden="true" />
          {made}
          <Button look="link" size="small" className="max-md:min-h-11" onClick={onFields}>
            {t('import:made.look')}
          </Button>
        </p>
      )}
      {open > 0 && (
        <p className="mx-6 mb-3 flex flex-wrap items-center gap-2 rounded-8 bg-warn-soft px-3 py-1.5 text-13 text-warn max-md:mx-4">
          <ListTodo size={14} aria-hidden="true" />
          {t('import:open_questions', { count: open })}
          <Button look="link" size="small" className="max-md:min-h-11" onClick={() => onDecide()}>
            {t('import:check.decide')}
          </Button>
        </p>
      )}
      {only === 'duplicates' && <DuplicatesBar one={one} change={live.change} />}
      {rows.error ? (
        <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
      ) : rows.data === undefined ? (
        <Bones rows={10} height={36} />
      ) : items.length === 0 ? (
        <EmptyState
          icon={CircleCheck}
          title={t(only === 'duplicates' ? 'import:check.no_duplicates' : 'import:check.fine')}
          hint={only === 'duplicates' ? comparedText(one) : t('import:check.fine_hint')}
        />
      ) : (
        <PreviewTable
          one={one}
          form={form}
          items={items}
          onDecide={onDecide}
          onChoose={(row, rule) => live.change({ row_rules: { [row]: rule } })}
          onEnd={() => {
            if (rows.hasNextPage && !rows.isFetchingNextPage) void rows.fetchNextPage()
          }}
        />
      )}
    </div>
  )
}

const TONES = { ok: 'text-ok', bad: 'text-bad', warn: 'text-warn' }

function Count({
  n,
  tone,
  children,
}: {
  n: number
  tone?: keyof typeof TONES | undefined
  children: ReactNode
}) {
  return (
    <span className="inline-flex items-baseline gap-1.5 text-13 text-fg-3">
      <b className={cx('tabular text-16 font-semibold', tone ? TONES[tone] : 'text-fg')}>{plainNumber(n)}</b>
      {children}
    </span>
  )
}
