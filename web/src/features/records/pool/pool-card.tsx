import { useTranslation } from 'react-i18next'
import { isBlank, recordValue } from '@/features/fields/field-values'
import { cx } from '@/ui/class-names'
import { CheckBox } from '@/ui/controls'
import { RecordValue } from '../record-value'
import { ClaimButton, type PoolLine, usePoolTitle } from './pool-line'

/** A record of the pool under a thumb. */
export function PoolCard(line: PoolLine) {
  const { form, record, columns, picked, busy, onPick, onOpen, onClaim } = line
  const { t } = useTranslation()
  const title = usePoolTitle(line)
  const shown = record ? columns.filter(field => !isBlank(recordValue(record, field.code))).slice(0, 3) : []
  return (
    <div className="h-full px-3 pb-2.5">
      <div
        className={cx(
          'flex h-full flex-col justify-between rounded-12 border bg-surface px-4 py-3',
          picked ? 'border-accent' : 'border-line',
        )}
      >
        {record ? (
          <>
            <span role="cell" className="flex min-w-0 items-center gap-2">
              <button
                type="button"
                onClick={() => onOpen(record.id)}
                className="min-h-8 min-w-0 flex-1 truncate text-left text-16 font-semibold"
              >
                {title}
              </button>
              <CheckBox label={t('records:select_row')} checked={picked} onChange={onPick} />
            </span>
            <span role="cell" className="flex min-w-0 items-center gap-3">
              <span className="flex max-h-12 min-w-0 flex-1 flex-wrap items-center gap-x-3 overflow-hidden text-13 text-fg-2">
                {shown.map(field => (
                  <span key={field.code} className="max-w-full truncate">
                    <RecordValue form={form} record={record} field={field} />
                  </span>
                ))}
              </span>
              <ClaimButton touch title={title} busy={busy} onClaim={() => onClaim(record)} />
            </span>
          </>
        ) : (
          <span className="bone appear-late h-3.5 w-2/5" />
        )}
      </div>
    </div>
  )
}
