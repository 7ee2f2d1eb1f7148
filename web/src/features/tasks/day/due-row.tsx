import { Link } from '@tanstack/react-router'
import { Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { callMark } from '@/lib/calls'
import { fullTime, overdueText, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { FormIcon } from '@/ui/form-icon'
import type { DueItem } from '../follow-ups'

/** A customer to call back: whom, by what number, since when. */
export function DueRow({ item, overdue }: { item: DueItem; overdue: boolean }) {
  const { t } = useTranslation()
  const last = item.record.values.last_activity_at
  const about = [
    item.contact || words(item.form.name),
    item.phone?.shown,
    typeof last === 'string' && last ? t('home:last', { when: relativeTime(last) }) : undefined,
  ].filter(Boolean)
  return (
    <li className="flex items-center gap-1 rounded-8 pr-2 hover:bg-hover">
      <Link
        to="/f/$form/$id"
        params={{ form: item.form.code, id: item.record.id }}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-8 pl-2 max-md:min-h-14"
      >
        <FormIcon
          name={item.form.icon || item.form.code}
          size={16}
          className="shrink-0 text-fg-3 max-md:w-9"
        />
        {/* The smallest screens have no room for both beside each other. */}
        <span className="flex min-w-0 flex-1 items-center gap-3 max-[359px]:flex-col max-[359px]:items-start max-[359px]:gap-0 max-[359px]:py-1.5">
          <span className="min-w-0 max-w-full flex-1">
            <span className="block truncate text-13 font-medium max-md:text-14 max-[359px]:line-clamp-2 max-[359px]:whitespace-normal">
              {item.title || t('records:untitled')}
            </span>
            <span className="block truncate text-12 text-fg-3">{about.join(' · ')}</span>
          </span>
          <time
            className={cx('tabular shrink-0 text-12', overdue ? 'font-medium text-bad' : 'text-fg-2')}
            dateTime={item.at}
            title={fullTime(item.at)}
          >
            {overdue ? overdueText(item.at) : relativeTime(item.at)}
          </time>
        </span>
      </Link>
      {!item.phone && <span className="size-8 shrink-0 max-md:size-11" />}
      {item.phone && (
        <a
          href={`tel:${item.phone.number}`}
          {...callMark(item.form.code, item.record.id)}
          aria-label={t('home:call', { title: item.contact || item.phone.shown })}
          title={t('home:call', { title: item.contact || item.phone.shown })}
          className="flex size-8 shrink-0 items-center justify-center rounded-6 text-fg-3 hover:text-accent max-md:size-11 max-md:text-accent"
        >
          <Phone size={16} aria-hidden="true" />
        </a>
      )}
    </li>
  )
}
