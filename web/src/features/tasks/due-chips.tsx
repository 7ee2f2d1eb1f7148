import { CalendarDays, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TaskDue } from '@/api/tasks'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { dueText, quickDue, quickDues } from './due'
import { DuePicker } from './due-picker'

const CHIP =
  'inline-flex h-6 shrink-0 items-center gap-1 whitespace-nowrap rounded-full border px-2.5 text-12 max-md:h-9 max-md:px-3.5 max-md:text-13'
const ON = 'border-accent bg-accent-soft font-medium text-fg'
const OFF = 'border-line-strong text-fg-2 hover:bg-hover'

/** The usual days as chips, any other from the calendar. */
export function DueChips({
  value,
  onChange,
}: {
  value: TaskDue | undefined
  onChange: (due: TaskDue | undefined) => void
}) {
  const { t } = useTranslation()
  const picks = quickDues()
  const picked = picks.find(pick => value?.all_day && quickDue(pick).at === value.at)
  const own = value && !picked
  return (
    <span className="no-scrollbar flex min-w-0 items-center gap-1.5 overflow-x-auto max-md:gap-2">
      {picks.map(pick => (
        <button
          key={pick}
          type="button"
          aria-pressed={picked === pick}
          onClick={() => onChange(picked === pick ? undefined : quickDue(pick))}
          className={cx(CHIP, picked === pick ? ON : OFF)}
        >
          {t(`tasks:due.${pick}`)}
        </button>
      ))}
      <DuePicker value={value} onChange={onChange}>
        {trigger => (
          <button type="button" {...trigger} className={cx(CHIP, own ? ON : OFF)}>
            <CalendarDays size={12} aria-hidden="true" />
            {own ? dueText(value) : t('tasks:due.pick')}
          </button>
        )}
      </DuePicker>
      {own && (
        <IconButton
          size="small"
          label={t('tasks:due.none')}
          className="max-md:size-9"
          onClick={() => onChange(undefined)}
        >
          <X size={13} />
        </IconButton>
      )}
    </span>
  )
}
