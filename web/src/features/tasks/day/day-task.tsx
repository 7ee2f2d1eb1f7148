import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/tasks'
import { isOverdue } from '../due'
import { DueLabel } from '../due-label'
import { TaskTick } from '../task-tick'

/** A task of the day: done with one press; a press on its words leads to what it is about. */
export function DayTask({ task, onTick }: { task: Task; onTick: () => void }) {
  const { t } = useTranslation()
  const words = (
    <span className="min-w-0 flex-1">
      <span className="block truncate text-13 font-medium max-md:text-14">{task.title}</span>
      <span className="block truncate text-12 text-fg-3">{task.record?.title || t('tasks:nav')}</span>
    </span>
  )
  const look = 'flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-8 pl-2 max-md:pl-3 max-md:min-h-14'
  return (
    <li className="flex items-center rounded-8 pr-11 hover:bg-hover max-md:pr-14">
      <TaskTick task={task} overdue={isOverdue(task.due)} onTick={onTick} />
      {task.record ? (
        <Link to="/f/$form/$id" params={{ form: task.record.form, id: task.record.id }} className={look}>
          {words}
          <DueLabel task={task} />
        </Link>
      ) : (
        <Link to="/tasks" search={{ task: task.id }} className={look}>
          {words}
          <DueLabel task={task} />
        </Link>
      )}
    </li>
  )
}
