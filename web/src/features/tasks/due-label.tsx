import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/tasks'
import { dayOf, today } from '@/lib/days'
import { fullDay, fullTime, overdueText, relativeTime } from '@/lib/format'
import { cx } from '@/ui/class-names'
import { dueText, isOverdue } from './due'

/** Until when, red once that has passed; of a finished task, when it was finished. */
export function DueLabel({ task }: { task: Task }) {
  const { t } = useTranslation()
  if (task.done_at)
    return (
      <time
        className="tabular shrink-0 text-12 text-fg-3"
        dateTime={task.done_at}
        title={fullTime(task.done_at)}
      >
        {relativeTime(task.done_at)}
      </time>
    )
  if (!task.due) return null
  const overdue = isOverdue(task.due)
  return (
    <time
      className={cx('tabular shrink-0 text-12', overdue ? 'font-medium text-bad' : 'text-fg-2')}
      dateTime={task.due.at}
      title={task.due.all_day ? fullDay(task.due.at) : fullTime(task.due.at)}
    >
      {overdue && <span className="sr-only">{t('tasks:group.overdue')} </span>}
      {overdue && dayOf(task.due.at) !== today() ? overdueText(task.due.at) : dueText(task.due)}
    </time>
  )
}
