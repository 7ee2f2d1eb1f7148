import { useTranslation } from 'react-i18next'
import { SheetHeader } from '@/ui/sheet-header'
import { DueList } from './due-list'

export function TodoPage() {
  const { t } = useTranslation()
  return (
    <>
      <SheetHeader title={t('home:due')} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface px-2 py-2 md:px-6">
        <DueList />
      </div>
    </>
  )
}
