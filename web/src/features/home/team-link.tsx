import { Link } from '@tanstack/react-router'
import { ChevronRight, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** From home to whose records grow cold. */
export function TeamLink() {
  const { t } = useTranslation()
  return (
    <Link
      to="/team"
      className="flex min-h-12 items-center gap-3 rounded-12 border border-line bg-surface px-4 text-13 transition-colors hover:border-line-strong"
    >
      <UsersRound size={16} className="shrink-0 text-fg-3" aria-hidden="true" />
      <span className="min-w-0 flex-1">{t('home:team')}</span>
      <ChevronRight size={16} className="shrink-0 text-fg-3" aria-hidden="true" />
    </Link>
  )
}
