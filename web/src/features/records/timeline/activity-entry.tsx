import { CalendarClock, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '@/api/types'
import { fullTime, relativeTime } from '@/lib/format'
import { IconButton } from '@/ui/button'
import { ActivityText } from './activity-text'
import { ACTIVITY_ICONS } from './composer'

export function ActivityEntry({
  activity,
  onRemove,
}: {
  activity: Activity
  onRemove: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const Icon = ACTIVITY_ICONS[activity.kind] ?? ACTIVITY_ICONS.note
  return (
    <>
      <span
        className="z-[1] flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent"
        aria-hidden="true"
      >
        <Icon size={13} />
      </span>
      <div className="group/entry min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-1.5 text-13">
          <span className="font-medium">{activity.by.name}</span>
          <span className="text-fg-2">{t(`records:activity.did_${activity.kind}`)}</span>
          {activity.minutes ? (
            <span className="text-fg-3">{t('records:activity.minutes', { count: activity.minutes })}</span>
          ) : null}
          <time
            className="tabular ml-1 text-12 text-fg-3"
            dateTime={activity.at}
            title={fullTime(activity.at)}
          >
            {relativeTime(activity.at)}
          </time>
          {onRemove && (
            <IconButton
              size="small"
              label={t('records:activity.remove')}
              onClick={onRemove}
              className="ml-auto opacity-0 focus-visible:opacity-100 group-hover/entry:opacity-100"
            >
              <Trash2 size={13} />
            </IconButton>
          )}
        </div>
        <p className="mt-1 whitespace-pre-wrap break-words rounded-8 bg-subtle px-3 py-2 text-13 text-fg">
          <ActivityText text={activity.text} people={activity.mentions} />
        </p>
        {activity.next_at && (
          <p className="mt-1 flex items-center gap-1 text-12 text-fg-3">
            <CalendarClock size={12} aria-hidden="true" />
            {t('records:composer.next', { when: relativeTime(activity.next_at) })}
          </p>
        )}
      </div>
    </>
  )
}
