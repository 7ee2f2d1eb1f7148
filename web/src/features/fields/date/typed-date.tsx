import type { Dayjs } from 'dayjs'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { afterPress } from '@/lib/after-press'
import { readDate } from '@/lib/read-date'
import { DatePicker } from '@/ui/antd/date-picker'
import { cx } from '@/ui/class-names'
import { toast } from '@/ui/toast'

interface TypedDateProps {
  /** A day; otherwise a moment. */
  whole: boolean
  value: Dayjs | null
  /** `done`: the person is; otherwise whoever draws the input ends the edit. */
  onTake: (day: Dayjs | null, done: boolean) => void
  /** What was typed is no date: whoever saves must not save something else instead. */
  onUnread?: (text: string) => void
  label: string
  id?: string | undefined
  inCell?: boolean
  autoFocus?: boolean
  invalid?: boolean
}

/** How a value stands in the input, then what the picker itself takes while it is typed. */
const FORMATS = {
  en: {
    day: ['MMM D, YYYY', 'YYYY-MM-DD', 'M/D/YYYY'],
    moment: ['MMM D, YYYY HH:mm', 'YYYY-MM-DD HH:mm', 'M/D/YYYY HH:mm'],
  },
  other: { day: ['YYYY-MM-DD'], moment: ['YYYY-MM-DD HH:mm'] },
}

/** A day, or a moment, picked or typed as people write it. What cannot be read stays there to be put right. */
export function TypedDate({
  whole,
  value,
  onTake,
  onUnread,
  label,
  id,
  inCell,
  autoFocus,
  invalid,
}: TypedDateProps) {
  const { t, i18n } = useTranslation()
  const english = i18n.language === 'en'
  const format = FORMATS[english ? 'en' : 'other'][whole ? 'day' : 'moment']
  const [open, setOpen] = useState(Boolean(inCell && autoFocus))
  const [unread, setUnread] = useState<string>()
  /** What stands in the input and was not taken yet. */
  const typed = useRef<string>(undefined)
  const take = (day: Dayjs | null, done = true) => {
    typed.current = undefined
    setUnread(undefined)
    onTake(day && whole ? day.startOf('day') : day, done)
  }
  /** Whether what was typed is settled: taken, or nothing new. */
  const settle = (done = true): boolean => {
    const text = typed.current?.trim()
    if (text === undefined) return true
    const day = text === '' ? null : readDate(text, undefined, english)
    if (day === undefined) {
      setUnread(text)
      // The reason is not to lie under the days.
      setOpen(false)
      onUnread?.(text)
    } else {
      take(day, done)
      setOpen(false)
    }
    return day !== undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') typed.current = undefined
    if ((event.key !== 'Enter' && event.key !== 'Tab') || event.nativeEvent.isComposing) return
    if (typed.current === undefined) return
    const settled = settle(event.key === 'Enter')
    // The picker knows fewer spellings: what it would do with this text, it must not.
    if (event.key === 'Enter' || !settled) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  // The frame is told of an end only once it is one.
  const onBlur = (event: FocusEvent) => {
    const to = event.relatedTarget as HTMLElement | null
    if (!to?.closest('.ant-picker-dropdown') && !settle()) event.stopPropagation()
  }
  const leave = useRef(() => {})
  leave.current = () => {
    const text = typed.current?.trim()
    if (text === undefined) return
    const day = text === '' ? null : readDate(text, undefined, english)
    if (day !== undefined) inCell ? take(day) : afterPress(() => take(day))
    // Where it was said in place, it was said.
    else if (inCell || text !== unread) toast(t('fields:date_unread', { text }), { tone: 'bad' })
  }
  // It may go under the pen: a cell with its line, a panel at the press beside it, before the input is left. What was typed is
  // taken, or it is said that it was not; before whoever drew it goes, who may have to pass it on.
  useLayoutEffect(() => () => leave.current(), [])
  return (
    <div
      className="contents"
      onInput={event => {
        typed.current = (event.target as HTMLInputElement).value
        setUnread(undefined)
      }}
      onKeyDownCapture={onKeyDown}
      onBlur={onBlur}
    >
      <DatePicker
        {...(id ? { id } : {})}
        aria-label={label}
        className={cx('w-full', inCell && 'cell-antd')}
        variant={inCell ? 'borderless' : 'outlined'}
        status={invalid || unread ? 'error' : ''}
        autoFocus={autoFocus ?? false}
        open={open}
        onOpenChange={setOpen}
        preserveInvalidOnBlur
        showTime={whole ? false : { format: 'HH:mm', minuteStep: 5 }}
        format={format}
        placeholder={whole ? t('fields:pick_date') : t('fields:pick_time')}
        value={value}
        onChange={day => take(day)}
      />
      {/* Where the form says already that it is none, one voice is enough. */}
      {unread !== undefined && (inCell || !invalid) && (
        <span
          role="alert"
          className={cx(
            'text-12',
            inCell
              ? 'absolute left-0 top-full z-20 mt-1 whitespace-nowrap rounded-6 bg-bad px-2 py-0.5 text-surface shadow-2'
              : 'mt-1 block text-bad',
          )}
        >
          {t('fields:date_unread', { text: unread })}
        </span>
      )}
    </div>
  )
}
