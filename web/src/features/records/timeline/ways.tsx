import { Footprints, MessageCircle, Phone, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivityKind } from '@/api/types'
import { cx } from '@/ui/class-names'

export const ACTIVITY_ICONS = {
  call: Phone,
  visit: Footprints,
  message: MessageCircle,
  note: StickyNote,
} as const
export const KINDS: readonly ActivityKind[] = ['call', 'visit', 'message', 'note']

/** How it was done: a call, a visit, a message, or only a note. */
export function Ways({
  value,
  onPick,
  children,
}: {
  value: ActivityKind
  onPick: (kind: ActivityKind) => void
  /** What stands beside them. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-center px-1.5 pt-1.5">
      <div role="radiogroup" aria-label={t('records:composer.way')} className="flex flex-wrap gap-0.5">
        {KINDS.map(kind => {
          const Icon = ACTIVITY_ICONS[kind]
          return (
            <button
              key={kind}
              type="button"
              role="radio"
              aria-checked={value === kind}
              onClick={() => onPick(kind)}
              className={cx(
                'flex h-6 items-center gap-1 rounded-6 px-2 text-12 max-md:h-11 max-md:text-13',
                value === kind ? 'bg-active font-medium text-fg' : 'text-fg-3 hover:bg-hover hover:text-fg',
              )}
            >
              <Icon size={13} aria-hidden="true" />
              {t(`records:activity.${kind}`)}
            </button>
          )
        })}
      </div>
      {children}
    </div>
  )
}
