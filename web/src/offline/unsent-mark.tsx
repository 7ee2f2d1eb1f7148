import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { getStatus } from '@/api/session'
import { cx } from '@/ui/class-names'
import { forgetRefused, refusedOn, useRefused } from './refused'
import { unsentOn, useUnsent } from './unsent'

/** Asks for the server; when it answers, what waits is sent. */
export const askAgain = (): void => void getStatus().catch(() => undefined)

/** On a cell whose value has not reached the server; `going`: on a record that is to go; `end`: its value stands at the right. */
export function CellMark({ going, end }: { going: boolean; end: boolean }) {
  const { t } = useTranslation()
  const said = t(going ? 'offline:going_retry' : 'offline:unsent_retry')
  return (
    <button
      type="button"
      tabIndex={-1}
      title={said}
      aria-label={said}
      onMouseDown={event => event.stopPropagation()}
      onClick={askAgain}
      className={cx(
        'absolute inset-y-0 z-[2] flex w-7 items-center justify-center bg-warn-soft text-warn',
        end ? 'left-0' : 'right-0',
      )}
    >
      <CloudOff size={13} aria-hidden="true" />
    </button>
  )
}

/** Below a field whose value has not reached the server, or was refused. */
export function FieldMark({ record, field }: { record: string; field: string }) {
  const { t } = useTranslation()
  const waits = useUnsent(state => unsentOn(state, record).split(' ').includes(field))
  const refused = useRefused(state => refusedOn(state, record)).find(cell => cell.field === field)
  if (refused)
    return (
      <p role="alert" className="flex min-h-7 flex-wrap items-center gap-x-2 px-2 text-12 text-bad">
        {t(refused.text === '' ? 'records:refused.mark_blank' : 'records:refused.mark', { ...refused })}
        <button
          type="button"
          onClick={() => forgetRefused(record, [field])}
          className="underline max-md:min-h-11"
        >
          {t('offline:give_up')}
        </button>
      </p>
    )
  if (!waits) return null
  return (
    <button
      type="button"
      onClick={askAgain}
      className="flex min-h-7 items-center gap-1 px-2 text-12 text-warn underline max-md:min-h-11"
    >
      <CloudOff size={12} aria-hidden="true" />
      {t('offline:unsent_retry')}
    </button>
  )
}
