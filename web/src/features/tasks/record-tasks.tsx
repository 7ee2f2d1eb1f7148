import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordTasksQuery, useMe } from '@/api/queries'
import type { Task } from '@/api/tasks'
import { plainNumber } from '@/lib/format'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/class-names'
import { PanelError } from '@/ui/states'
import { AddLine } from './add-line'
import { isOverdue } from './due'
import { DueLabel } from './due-label'
import { TaskForm } from './task-form'
import { TaskTick } from './task-tick'
import { useTaskActs } from './use-task-acts'

export interface RecordTasksProps {
  form: string
  id: string
  canAdd: boolean
}

/** What is to be done about a record: open ones, a line for the next, finished ones folded away. */
export function RecordTasks({ form, id, canAdd }: RecordTasksProps) {
  const { t } = useTranslation()
  const me = useMe()
  const acts = useTaskActs()
  const [showDone, setShowDone] = useState(false)
  const [edited, setEdited] = useState<Task>()
  const open = useQuery(recordTasksQuery(form, id, false))
  const done = useQuery(recordTasksQuery(form, id, true))
  const section = useRef<HTMLElement>(null)
  const loaded = open.data !== undefined && done.data !== undefined
  useEffect(() => {
    // A notice leads here; on a phone the tasks stand far below.
    if (loaded && location.hash === '#tasks') section.current?.scrollIntoView({ block: 'center' })
  }, [loaded])
  const items = open.data?.items ?? []
  const finished = done.data?.items ?? []
  const failed = (open.data ? undefined : open.error) ?? (done.data ? undefined : done.error)
  if (!canAdd && !failed && items.length === 0 && finished.length === 0) return null
  const row = (task: Task) => (
    <li key={task.id} className="flex items-center gap-1 rounded-6 pr-2 hover:bg-hover">
      <TaskTick task={task} overdue={isOverdue(task.due)} onTick={() => void acts.tick(task)} />
      <button
        type="button"
        onClick={() => setEdited(task)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 text-left text-13 max-md:min-h-11"
      >
        <span className={cx('min-w-0 flex-1 truncate', task.done_at && 'text-fg-3 line-through')}>
          {task.title}
        </span>
        {task.assignee.id !== me.id && (
          <span title={task.assignee.name}>
            <Avatar name={task.assignee.name} id={task.assignee.id} size={20} />
          </span>
        )}
        <DueLabel task={task} />
      </button>
    </li>
  )
  return (
    <section ref={section} aria-label={t('tasks:of_record')} className="mb-4">
      <h2 className="mb-2 flex items-center gap-1.5 text-13 font-medium">
        {t('tasks:of_record')}
        {items.length > 0 && (
          <span className="tabular font-normal text-fg-3">
            {plainNumber(items.length)}
            {open.data?.cut && '+'}
          </span>
        )}
      </h2>
      {failed && (
        <PanelError error={failed} onRetry={() => void Promise.all([open.refetch(), done.refetch()])} />
      )}
      {items.length > 0 && <ul className="-mx-1.5 mb-2">{items.map(row)}</ul>}
      {canAdd && <AddLine record={{ form, id }} />}
      {finished.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={showDone}
            onClick={() => setShowDone(!showDone)}
            className="mt-1 flex h-7 items-center gap-1 rounded-6 pr-2 text-12 text-fg-3 hover:text-fg max-md:h-11"
          >
            <ChevronRight
              size={14}
              aria-hidden="true"
              className={cx('transition-transform', showDone && 'rotate-90')}
            />
            {t('tasks:done_count', { count: finished.length })}
          </button>
          {showDone && <ul className="-mx-1.5">{finished.map(row)}</ul>}
        </>
      )}
      {edited && (
        <TaskForm key={edited.id} task={edited} place="dialog" onClose={() => setEdited(undefined)} />
      )}
    </section>
  )
}
