import { useTranslation } from 'react-i18next'
import type { View } from '@/api/types'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import type { ListState } from '../list-state'
import { orderTabs } from '../views/tab-order'

/** The saved views as chips in a row that a thumb pushes along. */
export function ViewChips({ list, views }: { list: ListState; views: View[] }) {
  const { t } = useTranslation()
  return (
    <div
      role="tablist"
      aria-label={t('records:view.label')}
      className="no-scrollbar flex gap-2 overflow-x-auto px-4 pb-3 pt-1 -mt-1"
    >
      {orderTabs(views).map(view => (
        <button
          key={view.code}
          type="button"
          role="tab"
          aria-selected={view.code === list.view.code}
          onClick={() => list.openView(view.code)}
          className={cx(
            'tap h-9 shrink-0 rounded-full border px-4 text-14',
            view.code === list.view.code
              ? 'border-fg bg-fg font-medium text-surface'
              : 'border-line-strong bg-surface text-fg-2',
          )}
        >
          {words(view.name)}
        </button>
      ))}
    </div>
  )
}
