import { useTranslation } from 'react-i18next'
import type { FormSummary, Notice } from '@/api/types'
import { fullTime, relativeTime } from '@/lib/format'
import { cx } from '@/ui/class-names'
import { iconOf, isFailure, textOf } from './notice-text'
import { isOutOfSight } from './taken-text'

interface NoticeRowProps {
  notice: Notice
  forms: readonly FormSummary[]
  onOpen: () => void
}

export function NoticeRow({ notice, forms, onOpen }: NoticeRowProps) {
  const { t } = useTranslation()
  const Icon = iconOf(notice)
  const tint = isFailure(notice) ? 'bg-bad-soft text-bad' : 'bg-accent-soft text-accent'
  return (
    <li className="px-2">
      <button
        type="button"
        onClick={onOpen}
        className="flex min-h-14 w-full items-center gap-3 rounded-8 px-3 py-2 text-left hover:bg-hover"
      >
        <span
          className={cx(
            'flex size-8 shrink-0 items-center justify-center rounded-full',
            notice.read ? 'bg-subtle text-fg-3' : tint,
          )}
        >
          <Icon size={16} aria-hidden="true" />
        </span>
        <span className={cx('min-w-0 flex-1 text-13', notice.read ? 'text-fg-2' : 'font-medium text-fg')}>
          <span className={cx(notice.params?.undone === true && 'line-through decoration-fg-3')}>
            {textOf(notice, forms)}
          </span>
          {isOutOfSight(notice) && (
            <span className="block text-12 font-normal text-fg-3">{t('notices:taken.out_of_sight')}</span>
          )}
        </span>
        <time className="tabular shrink-0 text-12 text-fg-3" dateTime={notice.at} title={fullTime(notice.at)}>
          {relativeTime(notice.at)}
        </time>
        {!notice.read && <i className="size-2 shrink-0 rounded-full bg-accent" />}
      </button>
    </li>
  )
}
