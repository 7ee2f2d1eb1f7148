import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/tasks'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { isOverdue } from './due'
import { DueLabel } from './due-label'
import { TaskTick } from './task-tick'

interface TaskRowProps {
  task: Task
  /** The keys of the list go to this row. */
  current?: boolean
  me: string
  /** Whose it is stands there in words. */
  named?: boolean
  onTick: () => void
  onEdit: () => void
  onPoint?: () => void
}

/** A task in a list: tick, title, what it is about, whose it is, until when. */
export function TaskRow({ task, current, me, named, onTick, onEdit, onPoint }: TaskRowProps) {
  const { t } = useTranslation()
  const { record } = task
  return (
    <li
      data-task={task.id}
      aria-current={current || undefined}
      onPointerDown={onPoint}
      className={cx(
        'group/task flex items-center gap-1 rounded-8 px-1 hover:bg-hover',
        current && 'bg-hover outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <TaskTick task={task} overdue={isOverdue(task.due)} onTick={onTick} />
      <div className="flex min-h-10 min-w-0 flex-1 items-center gap-2 max-md:min-h-14 max-md:flex-col max-md:items-start max-md:justify-center max-md:gap-0 max-md:py-1.5">
        <button
          type="button"
          onClick={onEdit}
          className={cx(
            'min-w-0 max-w-full shrink truncate text-left text-13 hover:underline hover:underline-offset-2 max-md:min-h-7 max-md:text-14',
            task.done_at && 'text-fg-3 line-through',
          )}
        >
          {task.title}
        </button>
        {record && (
          <Link
            to="/f/$form/$id"
            params={{ form: record.form, id: record.id }}
            className="min-w-16 max-w-full shrink-[2] truncate text-12 text-fg-3 hover:text-accent hover:underline max-md:min-h-6"
          >
            {record.title || t('records:untitled')}
          </Link>
        )}
      </div>
      <IconButton
        size="small"
        label={t('tasks:edit_this', { title: task.title })}
        className="opacity-0 focus-visible:opacity-100 group-hover/task:opacity-100 max-md:hidden"
        onClick={onEdit}
      >
        <Pencil size={13} />
      </IconButton>
      {task.assignee.id !== me && (
        <span className="flex min-w-0 shrink-0 items-center gap-1.5" title={task.assignee.name}>
          <Avatar name={task.assignee.name} id={task.assignee.id} size={20} />
          {named && <span className="max-w-20 truncate text-12 text-fg-2">{task.assignee.name}</span>}
        </span>
      )}
      <span className="flex min-w-20 shrink-0 justify-end pr-2 max-md:min-w-0">
        <DueLabel task={task} />
      </span>
    </li>
  )
}
