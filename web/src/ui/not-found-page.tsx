import { SearchX } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, HomeLink } from './states'
import { setTabTitle } from './tab-title'

/** An address that is none of ours. */
export function NotFoundPage() {
  const { t } = useTranslation()
  const title = t('app:state.no_page')
  useEffect(() => {
    setTabTitle(title)
  }, [title])
  return (
    <main className="flex h-full min-h-[60vh] flex-1 flex-col bg-surface">
      <EmptyState icon={SearchX} title={title} hint={t('app:state.no_page_hint')}>
        <HomeLink />
      </EmptyState>
    </main>
  )
}
