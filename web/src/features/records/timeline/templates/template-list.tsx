import { useTranslation } from 'react-i18next'
import { OfferList } from '../offer-list'
import { ACTIVITY_ICONS } from '../ways'
import type { Template } from './templates'

/** Templates that a slash offers: how, what it is called, what it says, when one comes back. */
export function TemplateList({
  id,
  items,
  at,
  onPick,
}: {
  id: string
  items: readonly Template[]
  at: number
  onPick: (item: Template) => void
}) {
  const { t } = useTranslation()
  return (
    <OfferList id={id} label={t('timeline:templates.list')} items={items} at={at} onPick={onPick}>
      {({ kind, label, text, days }) => {
        const Icon = ACTIVITY_ICONS[kind]
        return (
          <>
            <Icon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
            <span className="shrink-0 font-medium">{label}</span>
            {text !== label && <span className="min-w-0 truncate text-fg-3">{text}</span>}
            {days !== undefined && (
              <span className="ml-auto shrink-0 text-12 text-fg-3">
                {t('timeline:templates.in_days', { count: days })}
              </span>
            )}
          </>
        )
      }}
    </OfferList>
  )
}
