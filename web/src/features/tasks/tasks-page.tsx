import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CalendarDays, ChevronDown, List } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery, useMe } from '@/api/queries'
import { later } from '@/lib/later'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones } from '@/ui/states'
import { PersonPicker } from './person-picker'
import { TaskList } from './task-list'
import type { TasksSearch } from './tasks-search'

const MyCalendar = later(() => import('./my-calendar').then(m => m.MyCalendar))

/** 任务: what is to be done, as a list or on its days. */
export function TasksPage({ search }: { search: TasksSearch }) {
  const { t } = useTranslation()
  const me = useMe()
  const go = useGo()
  const phone = usePhone()
  const navigate = useNavigate()
  const { data: people } = useQuery({ ...peopleQuery, enabled: search.who !== undefined })
  const person =
    search.who && search.who !== me.id
      ? { id: search.who, name: people?.find(other => other.id === search.who)?.name ?? '' }
      : undefined
  const calendar = search.show === 'calendar'
  const shown = person ?? { id: me.id, name: me.name }
  const tabs = !calendar && !person && (
    <Segmented
      label={t('tasks:which')}
      value={search.list ?? 'mine'}
      options={(['mine', 'given'] as const).map(value => ({ value, label: t(`tasks:${value}`) }))}
      onChange={list => void navigate({ to: '/tasks', search: list === 'given' ? { list } : {} })}
    />
  )
  return (
    <>
      <SheetHeader title={t('tasks:nav')} {...(phone ? { onBack: () => go('/todo') } : {})}>
        {!phone && tabs}
        {!calendar && search.list !== 'given' && (
          <PersonPicker
            value={shown.id}
            label={t('tasks:whose')}
            align="end"
            onChange={({ id }) => void navigate({ to: '/tasks', search: id === me.id ? {} : { who: id } })}
          >
            {trigger => (
              <Button {...trigger} className="max-md:h-11">
                <span className="sr-only">{t('tasks:whose')}</span>
                {person ? <Avatar name={shown.name} id={shown.id} size={20} /> : null}
                <span className="max-w-28 truncate">{person ? shown.name : t('tasks:colleagues')}</span>
                <ChevronDown size={14} className="text-fg-3" aria-hidden="true" />
              </Button>
            )}
          </PersonPicker>
        )}
        <IconButton
          size={phone ? 'touch' : 'normal'}
          label={t(calendar ? 'tasks:as_list' : 'tasks:as_calendar')}
          onClick={() => void navigate({ to: '/tasks', search: calendar ? {} : { show: 'calendar' } })}
        >
          {calendar ? <List size={16} /> : <CalendarDays size={16} />}
        </IconButton>
      </SheetHeader>
      {phone && tabs && <div className="px-3 pb-2">{tabs}</div>}
      {calendar ? (
        <Suspense fallback={<Bones rows={8} />}>
          <MyCalendar search={search} />
        </Suspense>
      ) : (
        <TaskList
          key={search.list ?? search.who ?? 'me'}
          person={person}
          given={search.list === 'given'}
          wanted={search.task}
        />
      )}
    </>
  )
}
