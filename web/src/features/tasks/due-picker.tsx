import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskDue } from '@/api/tasks'
import { today } from '@/lib/days'
import { Button } from '@/ui/button'
import { Popover } from '@/ui/popover'
import { dueAt, fieldsOf, quickDay, quickDues, wholeDay } from './due'

interface DuePickerProps {
  value: TaskDue | undefined
  onChange: (due: TaskDue | undefined) => void
  children: (trigger: {
    ref: (el: HTMLButtonElement | null) => void
    onClick: () => void
    'aria-expanded': boolean
  }) => React.ReactNode
}

/** Until when: today, tomorrow, Monday, or any day, at a time if one matters. */
export function DuePicker({ value, onChange, children }: DuePickerProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setOpen(false)
  return (
    <>
      {children({ ref: setAnchor, onClick: () => setOpen(!open), 'aria-expanded': open })}
      <Popover open={open} anchor={anchor} onClose={close} label={t('tasks:due.label')} width={252}>
        <div className="p-1">
          {quickDues().map(pick => {
            const day = quickDay(pick)
            return (
              <button
                key={pick}
                type="button"
                onClick={() => {
                  onChange(wholeDay(day))
                  close()
                }}
                className="flex h-[30px] w-full items-center rounded-6 px-2 text-13 hover:bg-hover max-md:h-11"
              >
                {t(`tasks:due.${pick}`)}
                <span className="tabular ml-auto text-12 text-fg-3">
                  {day.format('MM-DD')} {t(`app:weekday.${day.day()}`)}
                </span>
              </button>
            )
          })}
          <Own value={value} onChange={onChange} onDone={close} />
        </div>
      </Popover>
    </>
  )
}

function Own({
  value,
  onChange,
  onDone,
}: Pick<DuePickerProps, 'value' | 'onChange'> & { onDone: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(() => fieldsOf(value))
  const due = dueAt(typed.day, typed.time)
  return (
    <form
      className="mt-1 flex flex-col gap-2 border-t border-line p-2 text-12 text-fg-3"
      onSubmit={event => {
        event.preventDefault()
        event.stopPropagation()
        if (due) onChange(due)
        onDone()
      }}
    >
      <span>{t('tasks:due.own')}</span>
      <span className="flex gap-2">
        <input
          type="date"
          aria-label={t('tasks:due.day')}
          className="field-control min-w-0 flex-[3]"
          value={typed.day}
          onChange={event => setTyped({ ...typed, day: event.target.value })}
        />
        <input
          type="time"
          aria-label={t('tasks:due.time')}
          className="field-control min-w-0 flex-[2]"
          value={typed.time}
          onChange={event =>
            // A time without a day is today's.
            setTyped({ day: typed.day || today(), time: event.target.value })
          }
        />
      </span>
      <span className="flex justify-end gap-2">
        {value && (
          <Button
            look="quiet"
            size="small"
            className="mr-auto max-md:h-11"
            onClick={() => {
              onChange(undefined)
              onDone()
            }}
          >
            {t('tasks:due.none')}
          </Button>
        )}
        <Button type="submit" size="small" className="max-md:h-11" disabled={!due}>
          {t('tasks:due.set')}
        </Button>
      </span>
    </form>
  )
}
