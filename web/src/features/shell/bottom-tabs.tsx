import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { CircleCheckBig, House, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDayCounts } from '@/api/day-counts'
import { formsQuery, noticesQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { FormIcon } from '@/ui/form-icon'

/** Bottom tabs of the phone: the two forms in the middle are the first two of the workspace. */
export function BottomTabs() {
  const { t } = useTranslation()
  const { data: forms } = useQuery(formsQuery)
  const { data: notices } = useQuery(noticesQuery)
  const day = useDayCounts()
  const tasks = useLocation({ select: place => place.pathname === '/tasks' })
  return (
    <nav
      aria-label={t('app:nav.label')}
      className="flex h-[calc(64px+env(safe-area-inset-bottom))] shrink-0 short:h-[calc(44px+env(safe-area-inset-bottom))] border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      <Tab to="/" label={t('app:nav.home')} icon={<House size={22} />} exact />
      {forms?.slice(0, 2).map(form => (
        <Tab
          key={form.code}
          to={`/f/${form.code}`}
          label={words(form.plural) || words(form.name)}
          icon={<FormIcon name={form.icon || form.code} size={22} />}
        />
      ))}
      <Tab
        to="/todo"
        label={t('app:nav.todo')}
        icon={<CircleCheckBig size={22} />}
        count={day.total}
        within={tasks}
      />
      <Tab to="/me" label={t('app:nav.mine')} icon={<UserRound size={22} />} count={notices?.unread} />
    </nav>
  )
}

function Tab({
  to,
  label,
  icon,
  exact,
  count,
  within = false,
}: {
  to: string
  label: string
  icon: ReactNode
  exact?: boolean
  count?: number | undefined
  /** On a page that belongs to it. */
  within?: boolean
}) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
      className={cx(
        'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-12 short:flex-row short:gap-2 data-[status=active]:font-medium data-[status=active]:text-accent',
        within ? 'font-medium text-accent' : 'text-fg-3',
      )}
    >
      <span className="relative">
        {icon}
        {Boolean(count) && (
          <span className="tabular absolute -top-1.5 left-3 min-w-4 rounded-full bg-bad px-1 text-center text-[10px] font-medium leading-4 text-surface">
            {(count ?? 0) > 99 ? '99+' : count}
          </span>
        )}
      </span>
      <span className="max-w-full truncate px-0.5">{label}</span>
    </Link>
  )
}
