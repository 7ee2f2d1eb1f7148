import { useState } from 'react'
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
  const close = () => setOpen(false)
  return (
    <>
      {children({ ref: setAnchor, onClick: () => setOpen(!open), 'aria-expanded': open })}
      <Popover open={open} anchor={anchor} onClose={close} label={t('tasks:due.label')} width={264}>
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
      <span className="grid grid-cols-[3fr_2fr] gap-2">
        <DayInput
          label={t('tasks:due.day')}
          value={typed.day || undefined}
          onChange={day => setTyped({ ...typed, day: day ?? '' })}
        />
        <TimeInput
          label={t('tasks:due.time')}
          value={typed.time}
          // A time without a day is today's.
          onChange={time => setTyped({ day: typed.day || today(), time })}
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
