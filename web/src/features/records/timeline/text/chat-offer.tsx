import { MessagesSquare, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fullTime } from '@/lib/format'
import { fromWall, wallNow } from '@/lib/zone'
import { Button, IconButton } from '@/ui/button'
import { type ChatLine, chatOf, speakers } from './chat'
import { momentOf } from './chat-moment'

/** A conversation in a text being written, and when it was held. */
export interface Chat {
  lines: ChatLine[]
  at: string | undefined
}

/** What lies in the text, if it is a conversation. */
export function chatIn(text: string): Chat | undefined {
  const lines = chatOf(text)
  const moment = lines && momentOf(lines.at(-1)?.when ?? '', wallNow())
  return lines && { lines, at: moment && fromWall(moment) }
}

/** Offers to keep a pasted conversation as one, of the day on which it was held. */
export function ChatOffer({
  chat,
  taken,
  onTake,
}: {
  chat: Chat
  taken: boolean
  onTake: (taken: boolean) => void
}) {
  const { t } = useTranslation()
  const names = speakers(chat.lines).slice(0, 3).join(t('timeline:remark.comma'))
  return (
    <div
      role="status"
      className="mx-1.5 mb-1.5 flex min-h-8 flex-wrap items-center gap-x-2 rounded-6 bg-accent-soft py-1 pl-2 pr-1 text-12 text-fg-2"
    >
      <MessagesSquare size={14} className="shrink-0 text-accent" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        {t('timeline:chat.found', { names, count: chat.lines.length })}
        {chat.at && <span className="tabular"> · {fullTime(chat.at)}</span>}
      </span>
      {taken ? (
        <IconButton size="small" label={t('timeline:chat.not')} onClick={() => onTake(false)}>
          <X size={13} />
        </IconButton>
      ) : (
        <Button look="default" size="small" onClick={() => onTake(true)}>
          {t('timeline:chat.take')}
        </Button>
      )}
    </div>
  )
}
