import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noticesQuery } from '@/api/queries'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { SheetHeader } from '@/ui/sheet-header'
import { NoticeList } from './notice-list'
import { NoticeTabs } from './notice-tabs'
import { type Tab, useNoticeActs } from './use-notices'

/** 消息: everything that one was told. */
export function NoticesPage() {
  const { t } = useTranslation()
  const go = useGo()
  const phone = usePhone()
  const [tab, setTab] = useState<Tab>('all')
  const { data } = useQuery(noticesQuery)
  const { readAll, busy } = useNoticeActs()
  return (
    <>
      <SheetHeader title={t('app:nav.notices')} {...(phone ? { onBack: () => go('/me') } : {})}>
        {Boolean(data?.unread) && (
          <Button look="quiet" busy={busy} onClick={readAll}>
            {t('notices:read_all')}
          </Button>
        )}
      </SheetHeader>
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface">
        <div className="mx-auto flex w-full max-w-[880px] flex-1 flex-col">
          <div className="px-5 pt-4 max-md:px-4">
            <NoticeTabs tab={tab} onTab={setTab} unread={data?.unread} />
          </div>
          <NoticeList tab={tab} />
        </div>
      </div>
    </>
  )
}
