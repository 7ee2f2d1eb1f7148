import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'
import { CheckBox } from '@/ui/controls'
import { RecordValue } from '../record-value'
import { ClaimButton, type PoolLine, usePoolTitle } from './pool-line'

export function PoolRow(line: PoolLine) {
  const { form, record, columns, picked, open, busy, onPick, onOpen, onClaim } = line
  const { t } = useTranslation()
  const title = usePoolTitle(line)
  if (!record)
    return (
      <div className="flex h-full items-center border-b border-line px-4">
        <span className="bone appear-late h-2.5 w-2/5" />
      </div>
    )
  return (
    <div
      className={cx(
        'flex h-full items-center gap-3 border-b border-line px-4 text-13 text-fg-2 hover:bg-hover',
        picked && 'bg-accent-soft',
        open && 'bg-hover',
      )}
    >
      <span role="cell" className="flex w-5 shrink-0 items-center">
        <CheckBox label={t('records:select_row')} checked={picked} onChange={onPick} />
      </span>
      <span role="cell" className="flex min-w-0 flex-[2]">
        <button
          type="button"
          title={title}
          onClick={() => onOpen(record.id)}
          className="min-w-0 truncate text-left font-medium text-fg hover:underline hover:underline-offset-2"
        >
          {title}
        </button>
      </span>
      {columns.map(field => (
        <span key={field.code} role="cell" className="min-w-0 flex-1 truncate">
          <RecordValue form={form} record={record} field={field} />
        </span>
      ))}
      <span role="cell" className="flex w-18 shrink-0 justify-end">
        <ClaimButton title={title} busy={busy} onClaim={() => onClaim(record)} />
      </span>
    </div>
  )
}
