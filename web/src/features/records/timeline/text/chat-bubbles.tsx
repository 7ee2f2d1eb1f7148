import { useTranslation } from 'react-i18next'
import type { Named } from '@/lib/mention'
import { cx } from '@/ui/class-names'
import { ActivityText } from '../activity-text'
import type { ChatLine } from './chat'

/** A conversation as it was held: who wrote the follow-up speaks on the right. */
export function ChatBubbles({
  lines,
  own,
  people,
}: {
  lines: readonly ChatLine[]
  own: string
  people: readonly Named[] | undefined
}) {
  const { t } = useTranslation()
  return (
    <ol
      aria-label={t('timeline:chat.quote')}
      className="mt-1 flex flex-col gap-2 rounded-8 bg-subtle p-3 text-13"
    >
      {lines.map((line, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: messages of one copy never change places
          key={index}
          className={cx('flex flex-col', line.who === own ? 'items-end' : 'items-start')}
        >
          <span className="tabular px-1 text-12 text-fg-3">
            {line.who} {line.when}
          </span>
          <div
            className={cx(
              'max-w-[88%] break-words rounded-8 px-2.5 py-1.5',
              line.who === own ? 'bg-accent-soft' : 'border border-line bg-surface',
            )}
          >
            <ActivityText text={line.text} people={people} />
          </div>
        </li>
      ))}
    </ol>
  )
}
