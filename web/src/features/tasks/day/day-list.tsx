import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tasksQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { ListHref } from '@/ui/list-href'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { dueFilter, useFollowUps } from '../follow-ups'
import { GroupHead } from '../group-head'
import { useTaskActs } from '../use-task-acts'
import { DAY_GROUPS, groupDay } from './day'
import { DayTask } from './day-task'
import { DueRow } from './due-row'

/** Rows of a group that are seen at once. */
const MOST_ROWS = 6

/** My day: tasks and follow-ups in one order of time, overdue first and red. */
export function DayList() {
  const { t } = useTranslation()
  const acts = useTaskActs()
  const tasks = useQuery(tasksQuery('me', false))
  const { items, cut, pending, error, retry } = useFollowUps(dueFilter(), 'due')
  const failed = error ?? (tasks.data ? undefined : tasks.error)
  const groups = groupDay(tasks.data?.items ?? [], items)
  const nothing = DAY_GROUPS.every(name => groups[name].length === 0)
  if (failed && nothing)
    return <ErrorState error={failed} onRetry={() => void Promise.all([retry(), tasks.refetch()])} />
  if ((pending || tasks.isPending) && nothing) return <Bones rows={6} height={44} />
  if (nothing)
    return (
      <EmptyState icon={CircleCheckBig} title={t('home:nothing_due')} hint={t('home:nothing_due_hint')} />
    )
  return (
    <div className="flex flex-col gap-5">
      {DAY_GROUPS.map(name =>
        groups[name].length > 0 ? (
          <section key={name} aria-label={t(`home:${name}`)}>
            <GroupHead
              name={t(`home:${name}`)}
              count={groups[name].length}
              more={name === 'undated' ? Boolean(tasks.data?.cut) : cut.length > 0}
              bad={name === 'overdue'}
            />
            <DayRows>
              {groups[name].map(item =>
                'task' in item ? (
                  <DayTask key={item.key} task={item.task} onTick={() => void acts.tick(item.task)} />
                ) : (
                  <DueRow key={item.key} item={item.due} overdue={name === 'overdue'} />
                ),
              )}
            </DayRows>
          </section>
        ) : null,
      )}
      {cut.map(({ form, filter }) => (
        <ListHref
          key={form.code}
          form={form.code}
          search={{ filter, sort: 'next_activity_at' }}
          className="px-2 text-13 text-accent hover:underline"
        >
          {t('home:see_all', { form: words(form.plural) || words(form.name) })}
        </ListHref>
      ))}
    </div>
  )
}

/** The first of a group's rows: a long past must not hide what is for today. */
function DayRows({ children }: { children: ReactElement[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const hidden = all ? 0 : Math.max(0, children.length - MOST_ROWS)
  return (
    <>
      <ul>{hidden > 0 ? children.slice(0, MOST_ROWS) : children}</ul>
      {hidden > 0 && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="h-8 rounded-6 px-2 text-13 text-accent hover:bg-hover max-md:h-11"
        >
          {t('home:more', { count: hidden })}
        </button>
      )}
    </>
  )
}
