import type { Dayjs } from 'dayjs'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { afterPress } from '@/lib/after-press'
import { datesIn, readDate } from '@/lib/read-date'
import { DatePicker } from '@/ui/antd/date-picker'
import { cx } from '@/ui/class-names'
import { toast } from '@/ui/toast'
import { pickerFormats } from './picker-formats'
import { NotRead, ReadAs, unreadWords } from './read-as'

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
  const { t } = useTranslation()
  const [open, setOpen] = useState(Boolean(inCell && autoFocus))
  const [unread, setUnread] = useState<string>()
  const [writing, setWriting] = useState('')
  /** What stands in the input and was not taken yet. */
  const typed = useRef<string>(undefined)
  const take = (day: Dayjs | null, done = true) => {
    typed.current = undefined
    setUnread(undefined)
    setWriting('')
    onTake(day && whole ? day.startOf('day') : day, done)
  }
  /** Whether what was typed is settled: taken, or nothing new. */
  const settle = (done = true): boolean => {
    const text = typed.current?.trim()
    if (text === undefined) return true
    const day = text === '' ? null : readDate(text)
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
    if (event.key === 'Escape') {
      typed.current = undefined
      setWriting('')
    }
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
    const day = text === '' ? null : readDate(text)
    if (day !== undefined) inCell ? take(day) : afterPress(() => take(day))
    // Where it was said in place, it was said.
    else if (inCell || text !== unread) toast(unreadWords(text, whole), { tone: 'bad' })
  }
  // It may go under the pen: a cell with its line, a panel at the press beside it, before the input is left. What was typed is
  // taken, or it is said that it was not; before whoever drew it goes, who may have to pass it on.
  useLayoutEffect(() => () => leave.current(), [])
  return (
    <div
      className="contents"
      onInput={event => {
        typed.current = (event.target as HTMLInputElement).value
        setWriting(typed.current)
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
        format={pickerFormats(whole)}
        renderExtraFooter={() => writing && <ReadAs text={writing} whole={whole} />}
        placeholder={whole ? t('fields:pick_date') : t('fields:pick_time')}
        value={value}
        onChange={day => take(day)}
      />
      {!open && unread === undefined && writing && <ReadAs text={writing} whole={whole} />}
      {/* Where the form says already that it is none, one voice is enough; which of two it is only here is asked. */}
      {unread !== undefined && (inCell || !invalid || datesIn(unread).length > 1) && (
        <NotRead text={unread} whole={whole} inCell={Boolean(inCell)} onPick={day => take(day)} />
      )}
    </div>
  )
}
