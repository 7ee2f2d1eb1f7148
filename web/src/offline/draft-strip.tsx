import { CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import { Dialog } from '@/ui/dialog'
import { DraftItem } from './draft-item'
import { useQueue } from './queue'
import { useFlush } from './use-flush'

/** Above every page while follow-ups wait to be sent: how many, and which. */
export function DraftStrip() {
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
        className="flex min-h-11 shrink-0 items-center gap-2 bg-warn-soft px-4 text-left text-13 text-warn md:min-h-9 md:justify-center"
      >
        <CloudOff size={15} className="shrink-0" aria-hidden="true" />
        <span role="status">{t('offline:count', { count: drafts.length })}</span>
        <span className="ml-auto font-medium underline md:ml-2">
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
