import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './states'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <div className="flex h-full min-h-[60vh] flex-1 flex-col bg-surface">
      <EmptyState icon={SearchX} title={t('app:state.no_page')} hint={t('app:state.no_page_hint')}>
        <Link to="/" className="text-13 font-medium text-accent hover:text-accent-hover">
          {t('app:state.go_home')}
        </Link>
      </EmptyState>
    </div>
  )
}
