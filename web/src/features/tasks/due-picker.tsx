import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskDue } from '@/api/tasks'
import { DayInput, TimeInput } from '@/features/fields/date/moment-input'
import { today } from '@/lib/days'
import { weekdayWords } from '@/lib/format'
import { Button } from '@/ui/button'
import { PickList } from '@/ui/pick-list'
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
  /** One's own day was taken, replaced or given up; otherwise it is taken with the panel. */
  const settled = useRef(false)
  const close = () => {
    settled.current = true
    setOpen(false)
  }
  return (
    <>
      {children({ ref: setAnchor, onClick: () => setOpen(!open), 'aria-expanded': open })}
      <Popover
        open={open}
        anchor={anchor}
        onClose={() => setOpen(false)}
        label={t('tasks:due.label')}
        width={264}
      >
        <div className="p-1">
          <PickList
            picks={quickDues().map(pick => {
              const day = quickDay(pick)
              return {
                key: pick,
                label: t(`tasks:due.${pick}`),
                hint: weekdayWords(day),
                run: () => {
                  onChange(wholeDay(day))
                  close()
                },
              }
            })}
          />
          <Own value={value} onChange={onChange} onDone={close} settled={settled} />
        </div>
      </Popover>
    </>
  )
}

function Own({
  value,
  onChange,
  onDone,
  settled,
}: Pick<DuePickerProps, 'value' | 'onChange'> & { onDone: () => void; settled: { current: boolean } }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(() => fieldsOf(value))
  const latest = useRef({ typed, onChange, closed: false })
  latest.current.onChange = onChange
  const leave = useRef(() => {
    const { day, time } = latest.current.typed
    const own = dueAt(day, time)
    if (own && !settled.current) latest.current.onChange(own)
  })
  const put = (next: typeof typed) => {
    settled.current = false
    latest.current.typed = next
    setTyped(next)
    if (latest.current.closed) leave.current()
  }
  useEffect(() => {
    const [now, end] = [latest.current, leave.current]
    settled.current = true
    now.closed = false
    return () => {
      now.closed = true
      end()
    }
  }, [settled])
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
      onKeyDown={event => {
        if (event.key === 'Escape') settled.current = true
      }}
    >
      <span>{t('tasks:due.own')}</span>
      <span className="grid grid-cols-[3fr_2fr] gap-2">
        <DayInput
          label={t('tasks:due.day')}
          value={typed.day || undefined}
          onChange={day => put({ ...latest.current.typed, day: day ?? '' })}
        />
        <TimeInput
          label={t('tasks:due.time')}
          value={typed.time}
          // A time without a day is today's.
          onChange={time => put({ day: latest.current.typed.day || today(), time })}
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
