import { useTranslation } from 'react-i18next'
import { SheetHeader } from '@/ui/sheet-header'
import { AddLine } from '../add-line'
import { DayList } from './day-list'

export function TodoPage() {
  const { t } = useTranslation()
  return (
    <>
      <SheetHeader title={t('app:nav.todo')} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface px-2 py-2 md:px-6">
        <div className="mb-4 px-2 pt-1">
          <AddLine />
        </div>
        <DayList />
      </div>
    </>
  )
}
