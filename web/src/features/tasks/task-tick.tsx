import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/tasks'
import { cx } from '@/ui/class-names'

/** A round tick; under a thumb as large as one. */
export function TaskTick({
  task,
  overdue,
  onTick,
  focusable = true,
}: {
  task: Task
  overdue?: boolean
  onTick: () => void
  focusable?: boolean
}) {
  const { t } = useTranslation()
  const done = Boolean(task.done_at)
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={done}
      aria-label={t('tasks:tick', { title: task.title })}
      {...(focusable ? {} : { tabIndex: -1 })}
      onClick={event => {
        event.stopPropagation()
        onTick()
      }}
      className="group/tick flex size-7 shrink-0 items-center justify-center rounded-6 max-md:size-11"
    >
      <span
        className={cx(
          'flex size-4 items-center justify-center rounded-full border-[1.5px] transition-colors max-md:size-5.5',
          done
            ? 'border-ok bg-ok text-surface'
            : overdue
              ? 'border-bad group-hover/tick:bg-bad-soft'
              : 'border-fg-3 group-hover/tick:border-accent group-hover/tick:bg-accent-soft',
        )}
      >
        <Check
          size={11}
          strokeWidth={3}
          aria-hidden="true"
          className={done ? '' : 'text-accent opacity-0 group-hover/tick:opacity-100 max-md:hidden'}
        />
      </span>
    </button>
  )
}
