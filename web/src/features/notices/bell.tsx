import { useQuery } from '@tanstack/react-query'
import { Bell as BellIcon, Settings2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noticesQuery } from '@/api/queries'
import { useGo } from '@/lib/use-go'
import { Button, IconButton } from '@/ui/button'
import { Popover } from '@/ui/popover'
import { NoticeList } from './notice-list'
import { NoticeTabs } from './notice-tabs'
import { type Tab, useNoticeActs } from './use-notices'

/** The bell: what is unread, without leaving the page. */
export function Bell() {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState(false)
  const { data } = useQuery(noticesQuery)
  const unread = data?.unread ?? 0
  const name = unread ? t('notices:bell', { count: unread }) : t('app:nav.notices')
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        aria-label={name}
        title={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="relative inline-flex size-7 shrink-0 items-center justify-center rounded-6 text-fg-2 hover:bg-hover hover:text-fg"
      >
        <BellIcon size={16} aria-hidden="true" />
        {unread > 0 && (
          <span className="tabular absolute -right-1 -top-1 min-w-4 rounded-full bg-bad px-1 text-center text-[10px] font-medium leading-4 text-surface">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      <Popover open={open} anchor={anchor} onClose={() => setOpen(false)} label={name} width={400}>
        <BellPanel onClose={() => setOpen(false)} unread={unread} />
      </Popover>
    </>
  )
}

function BellPanel({ onClose, unread }: { onClose: () => void; unread: number }) {
  const { t } = useTranslation()
  const go = useGo()
  const [tab, setTab] = useState<Tab>('unread')
  const { readAll, busy } = useNoticeActs()
  const leave = (path: string) => {
    onClose()
    go(path)
  }
  return (
    <div className="flex h-[min(520px,70vh)] flex-col">
      <div className="flex items-center gap-1 border-b border-line p-2">
        <NoticeTabs tab={tab} onTab={setTab} unread={unread} />
        <span className="flex-1" />
        {unread > 0 && (
          <Button look="quiet" busy={busy} onClick={readAll}>
            {t('notices:read_all')}
          </Button>
        )}
        <IconButton label={t('notices:settings.title')} onClick={() => leave('/settings/notices')}>
          <Settings2 size={15} />
        </IconButton>
      </div>
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto">
        <NoticeList tab={tab} onOpened={onClose} />
      </div>
      <button
        type="button"
        onClick={() => leave('/notices')}
        className="h-10 shrink-0 border-t border-line text-13 text-accent hover:bg-hover"
      >
        {t('notices:see_all')}
      </button>
    </div>
  )
}
