import { CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import { cx } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { DraftItem } from './draft-item'
import { useQueue } from './queue'
import { useFlush } from './use-flush'

/** Above every page while follow-ups wait to be sent: how many, and which. Inside another strip it is a link. */
export function DraftStrip({ inside }: { inside: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  const drafts = useQueue(state => state.drafts).filter(draft => draft.person === me.id)
  const [open, setOpen] = useState(false)
  useFlush(me.id)
  if (drafts.length === 0) return null
  const asks = drafts.some(draft => draft.refused || draft.theirs !== undefined)
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className={cx(
          'flex min-h-11 shrink-0 items-center gap-2 text-left text-13 text-warn md:min-h-9 md:justify-center',
          !inside && 'bg-warn-soft px-4',
        )}
      >
        <CloudOff size={15} className="shrink-0" aria-hidden="true" />
        <span role="status">{t('offline:count', { count: drafts.length })}</span>
        <span className={cx('font-medium underline md:ml-2', !inside && 'ml-auto')}>
          {t(asks ? 'offline:decide' : 'offline:show')}
        </span>
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('offline:title')}>
        <p className="mb-3 text-13 text-fg-3">{t('offline:hint')}</p>
        <ul className="flex flex-col gap-3">
          {drafts.map(draft => (
            <DraftItem key={draft.key} draft={draft} />
          ))}
        </ul>
      </Dialog>
    </>
  )
}
