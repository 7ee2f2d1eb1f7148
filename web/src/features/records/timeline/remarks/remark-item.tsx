import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Remark } from '@/api/types'
import { fullTime, relativeTime } from '@/lib/format'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { ActivityText } from '../activity-text'

/** One remark: who, what, when. */
export function RemarkItem({ remark, onRemove }: { remark: Remark; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <li className="group/remark py-0.5 text-13">
      <div className="flex min-h-6 items-center gap-1.5">
        <Avatar name={remark.by.name} id={remark.by.id} size={18} />
        <span className="font-medium">{remark.by.name}</span>
        <time className="tabular text-12 text-fg-3" dateTime={remark.at} title={fullTime(remark.at)}>
          {relativeTime(remark.at)}
        </time>
        {onRemove && (
          <IconButton
            size="small"
            label={t('timeline:remark.remove')}
            onClick={onRemove}
            className="ml-auto opacity-0 focus-visible:opacity-100 group-hover/remark:opacity-100 max-md:opacity-100"
          >
            <Trash2 size={12} />
          </IconButton>
        )}
      </div>
      <div className="break-words text-fg">
        <ActivityText text={remark.text ?? ''} people={remark.mentions} />
      </div>
    </li>
  )
}
