import { useTranslation } from 'react-i18next'
import type { Colleague } from '@/api/types'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/class-names'
import { OfferList } from './offer-list'

/** People to mention; who does not see the record is told apart, because a mention does not reach them. */
export function MentionList({
  id,
  items,
  at,
  onPick,
}: {
  id: string
  items: readonly Colleague[]
  at: number
  onPick: (item: Colleague) => void
}) {
  const { t } = useTranslation()
  return (
    <OfferList id={id} label={t('records:mention.people')} items={items} at={at} onPick={onPick}>
      {item => (
        <>
          <span className={cx('flex min-w-0 items-center gap-2', !item.sees && 'text-fg-3')}>
            <span className={cx('flex', !item.sees && 'grayscale')}>
              <Avatar name={item.title} id={item.id} />
            </span>
            <span className="truncate">{item.title}</span>
          </span>
          <span className="ml-auto truncate text-12 text-fg-3">
            {[
              // Who was invited reads it once they have joined.
              item.joined ? '' : t('records:mention.not_joined'),
              item.sees ? (item.joined ? item.hint : '') : t('records:mention.unseeing'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
    </OfferList>
  )
}
