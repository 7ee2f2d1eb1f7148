import '@/i18n/people'
import { useTranslation } from 'react-i18next'
import type { Person } from '@/api/types'
import { cx } from '@/ui/class-names'

const LOOKS = {
  invited: 'bg-warn-soft text-warn',
  known: 'bg-subtle text-fg-2',
  disabled: 'bg-subtle text-fg-3',
} as const

/** Beside the name of whoever cannot sign in: why. */
export function StateMark({ state }: { state: Person['state'] }) {
  const { t } = useTranslation()
  if (state === undefined || state === 'active') return null
  return (
    <span
      {...(state === 'known' ? { title: t('people:state.known_hint') } : {})}
      className={cx('shrink-0 rounded-6 px-1.5 text-12 font-normal', LOOKS[state])}
    >
      {t(`people:state.${state}`)}
    </span>
  )
}
