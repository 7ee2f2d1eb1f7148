import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { i18n } from '@/i18n/setup'
import { dayWords } from '@/lib/format'
import { dateExamples, datesIn } from '@/lib/read-date'
import { cx } from '@/ui/class-names'

/** 3 Apr 2026, or 3 Apr 2026 09:30. */
const told = (day: Dayjs, whole: boolean): string =>
  whole ? dayWords(day, true) : `${dayWords(day, true)} ${day.format('HH:mm')}`

/** What a typed text says, before it is taken: the day that it is read as. */
export function ReadAs({ text, whole }: { text: string; whole: boolean }) {
  const { t } = useTranslation()
  const days = datesIn(text)
  const [day] = days
  if (!day) return null
  return (
    <span role="status" className="tabular block text-12 leading-7 text-fg-2">
      {days.length > 1
        ? t('fields:date_either', { days: days.map(each => told(each, whole)).join(t('fields:date_or')) })
        : t('fields:date_read', { day: `${told(day, whole)} · ${t(`app:weekday.${day.day()}`)}` })}
    </span>
  )
}

/** Why nothing was taken from a text. */
export function unreadWords(text: string, whole: boolean): string {
  const days = datesIn(text).map(day => told(day, whole))
  return days.length > 1
    ? i18n.t('fields:date_unclear', { text, days: days.join(i18n.t('fields:date_or')) })
    : i18n.t('fields:date_unread', { text, example: dateExamples().join(i18n.t('fields:date_or')) })
}

/** Why a text is no date, or which two it could be: then one of them is picked. */
export function NotRead({
  text,
  whole,
  inCell,
  onPick,
}: {
  text: string
  whole: boolean
  inCell: boolean
  onPick: (day: Dayjs) => void
}) {
  const { t } = useTranslation()
  const days = datesIn(text)
  return (
    <span
      role="alert"
      className={cx(
        'text-12',
        inCell
          ? 'absolute left-0 top-full z-20 mt-1 whitespace-nowrap rounded-6 bg-bad px-2 py-0.5 text-surface shadow-2'
          : 'mt-1 block text-bad',
      )}
    >
      {days.length > 1 ? t('fields:date_which') : unreadWords(text, whole)}
      {days.map(day => (
        <button
          key={day.valueOf()}
          type="button"
          className="ml-2 inline-flex min-h-6 items-center rounded-6 border border-current px-1.5 font-medium"
          // The caret stays where the text can be put right.
          onPointerDown={event => event.preventDefault()}
          onMouseDown={event => event.preventDefault()}
          onClick={() => onPick(day)}
        >
          {told(day, whole)}
        </button>
      ))}
    </span>
  )
}
