import { Link } from '@tanstack/react-router'
import { ListTodo } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SheetHeader } from '@/ui/sheet-header'
import { AddLine } from '../add-line'
import { DayList } from './day-list'

/** 待办 of the phone: all that is due, follow-ups and tasks; the tasks alone, also others' and those done, are a tap away. */
export function TodoPage() {
  const { t } = useTranslation()
  return (
    <>
      <SheetHeader title={t('app:nav.todo')}>
        <Link
          to="/tasks"
          className="inline-flex h-11 items-center gap-1.5 rounded-8 px-3 text-13 hover:bg-hover"
        >
          <ListTodo size={16} aria-hidden="true" />
          {t('tasks:nav')}
        </Link>
      </SheetHeader>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface px-2 py-2 md:px-6">
        <div className="mb-4 px-2 pt-1">
          <AddLine />
        </div>
        <DayList />
      </div>
    </>
  )
}
