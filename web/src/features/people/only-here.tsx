import '@/i18n/people'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Beside a link that nobody at another machine can open: why, and where that is changed. */
export function OnlyHere() {
  const { t } = useTranslation()
  return (
    <p role="alert" className="w-full rounded-8 bg-warn-soft px-3 py-2 text-13 text-fg">
      {t('people:invitation.only_here')}
      {' · '}
      <Link to="/settings/network" className="font-medium text-accent hover:underline">
        {t('people:invitation.open_network')}
      </Link>
    </p>
  )
}
