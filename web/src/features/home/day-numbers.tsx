import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDayCounts } from '@/api/day-counts'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { ListHref } from '@/ui/list-href'

const CHIP =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line-strong px-3 text-12 text-fg-2 hover:bg-hover max-md:h-11 max-md:px-4 max-md:text-13'

/** What is due by the end of today, kind by kind; each number opens what it counts. */
export function DayNumbers() {
  const { t } = useTranslation()
  const { tasks, due } = useDayCounts()
  const open = tasks.overdue + tasks.today
  if (open === 0 && due.length === 0) return null
  return (
    <div className="no-scrollbar flex flex-wrap gap-2 max-md:-mx-4 max-md:w-screen max-md:flex-nowrap max-md:overflow-x-auto max-md:px-4">
      {open > 0 && (
        <Link to="/tasks" className={CHIP}>
          {t('tasks:nav')}
          <b className="tabular font-semibold text-fg">{plainNumber(open)}</b>
        </Link>
      )}
      {due.map(({ form, filter, count }) => (
        <ListHref
          key={form.code}
          form={form.code}
          search={{ filter, sort: 'next_activity_at' }}
          className={CHIP}
        >
          {t('home:due_of', { form: words(form.plural) || words(form.name) })}
          <b className="tabular font-semibold text-fg">{plainNumber(count)}</b>
        </ListHref>
      ))}
    </div>
  )
}
