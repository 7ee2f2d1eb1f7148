import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/ui/button'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { NoticeRow } from './notice-row'
import { type Tab, useFormsOfNotices, useNoticeActs, useNoticePages } from './use-notices'

/** One's notices of a tab, newest first, more of them on demand. */
export function NoticeList({ tab, onOpened }: { tab: Tab; onOpened?: () => void }) {
  const { t } = useTranslation()
  const forms = useFormsOfNotices()
  const pages = useNoticePages(tab)
  const { open } = useNoticeActs()
  if (pages.isPending) return <Bones rows={4} height={56} />
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  const items = pages.data.pages.flatMap(page => page.items)
  if (items.length === 0)
    return (
      <EmptyState
        icon={Bell}
        title={t(tab === 'unread' ? 'notices:all_read' : 'notices:empty')}
        hint={t('notices:empty_hint')}
      />
    )
  return (
    <>
      <ul className="py-1">
        {items.map(notice => (
          <NoticeRow
            key={notice.id}
            notice={notice}
            forms={forms}
            onOpen={() => {
              open(notice)
              onOpened?.()
            }}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="flex justify-center pb-3">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('notices:more')}
          </Button>
        </div>
      )}
    </>
  )
}
