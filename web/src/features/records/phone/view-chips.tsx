import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { poolCountQuery } from '@/api/queries'
import type { Form, View } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import type { ListState } from '../list-state'
import { orderTabs } from '../views/tab-order'

/** The saved views as chips in a row that a thumb pushes along. */
export function ViewChips({ list, views }: { list: ListState; views: View[] }) {
  const { t } = useTranslation()
  return (
    <div className="no-scrollbar flex gap-2 overflow-x-auto px-4 pb-3 pt-1 -mt-1 short:pb-1.5">
      <div role="tablist" aria-label={t('records:view.label')} className="flex shrink-0 gap-2">
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
      <PoolChip form={list.form} />
    </div>
  )
}

/** The way to the records that nobody owns. */
function PoolChip({ form }: { form: Form }) {
  const { data: count } = useQuery({ ...poolCountQuery(form.code), enabled: Boolean(form.pool) })
  if (!form.pool) return null
  return (
    <Link
      to="/pool/$form"
      params={{ form: form.code }}
      className="tap flex h-9 shrink-0 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-4 text-14 text-fg-2"
    >
      {words(form.pool.name)}
      {Boolean(count) && <span className="tabular text-accent">{plainNumber(count ?? 0)}</span>}
    </Link>
  )
}
