import { CalendarClock, PencilLine, Pin, PinOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '@/api/types'
import { activityFileUrl } from '@/api/workspace'
import { fullTime, relativeTime } from '@/lib/format'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { ActivityText } from './activity-text'
import { dueTime } from './due-time'
import { EditActivity } from './edit-activity'
import { ActivityFiles } from './files/activity-files'
import { RemarkFoot } from './remarks/remark-foot'
import type { Acts } from './remarks/use-acts'
import { chatOf } from './text/chat'
import { ChatBubbles } from './text/chat-bubbles'
import { ACTIVITY_ICONS } from './ways'

interface ActivityEntryProps {
  form: string
  record: string
  activity: Activity
  acts: Acts
  /** In the recycle bin nobody says anything more. */
  closed: boolean
  canEdit: boolean
  /** For whoever may put it right, or away: its author. */
  onRemove: (() => void) | undefined
}

const REVEALED = 'opacity-0 focus-visible:opacity-100 group-hover/entry:opacity-100 max-md:opacity-100'

/** One follow-up: how, what was said, its files, what colleagues put under it. */
export function ActivityEntry({
  form,
  record,
  activity,
  acts,
  closed,
  canEdit,
  onRemove,
}: ActivityEntryProps) {
  const { t } = useTranslation()
  const Icon = ACTIVITY_ICONS[activity.kind] ?? ACTIVITY_ICONS.note
  const { text, files } = activity
  const [editing, setEditing] = useState(false)
  const chat = activity.kind === 'message' ? chatOf(text) : undefined
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
          <Avatar name={activity.by.name} id={activity.by.id} size={20} />
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
          {activity.pinned && (
            <Pin size={12} className="text-accent" aria-label={t('timeline:pin.pinned')} role="img" />
          )}
          <span className="ml-auto flex">
            {canEdit && (
              <IconButton
                size="small"
                label={t(activity.pinned ? 'timeline:pin.unpin' : 'timeline:pin.pin')}
                disabled={acts.busy}
                onClick={() => acts.pin(activity)}
                className={REVEALED}
              >
                {activity.pinned ? <PinOff size={13} /> : <Pin size={13} />}
              </IconButton>
            )}
            {onRemove && !editing && (
              <IconButton
                size="small"
                label={t('timeline:edit.edit')}
                onClick={() => setEditing(true)}
                className={REVEALED}
              >
                <PencilLine size={13} />
              </IconButton>
            )}
            {onRemove && (
              <IconButton
                size="small"
                label={t('records:activity.remove')}
                onClick={onRemove}
                className={REVEALED}
              >
                <Trash2 size={13} />
              </IconButton>
            )}
          </span>
        </div>
        {editing ? (
          <EditActivity
            form={form}
            record={record}
            activity={activity}
            acts={acts}
            onClose={() => setEditing(false)}
          />
        ) : chat ? (
          <ChatBubbles lines={chat} own={activity.by.name} people={activity.mentions} />
        ) : (
          text && (
            <div className="mt-1 break-words rounded-8 bg-subtle px-3 py-2 text-13 text-fg">
              <ActivityText text={text} people={activity.mentions} />
            </div>
          )
        )}
        {files && files.length > 0 && (
          <ActivityFiles files={files} urlOf={file => activityFileUrl(file, form, record, activity.id)} />
        )}
        {activity.next_at && (
          <p className="mt-1 flex items-center gap-1 text-12 text-fg-3">
            <CalendarClock size={12} aria-hidden="true" />
            {t('records:composer.next', { when: dueTime(activity.next_at) })}
          </p>
        )}
        {!closed && <RemarkFoot form={form} record={record} activity={activity} acts={acts} />}
      </div>
    </>
  )
}
