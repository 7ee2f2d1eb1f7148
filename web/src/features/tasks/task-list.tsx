import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { givenTasksQuery, tasksQuery, useMe } from '@/api/queries'
import type { Task } from '@/api/tasks'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Bones, EmptyState, ErrorState, PanelError } from '@/ui/states'
import { stepTo } from '@/ui/use-page-keys'
import { AddLine } from './add-line'
import { GroupHead } from './group-head'
import { groupTasks } from './groups'
import { KeyHints } from './key-hints'
import type { Somebody } from './person-picker'
import { TaskForm } from './task-form'
import { TaskRow } from './task-row'
import { useRowKeys } from './use-row-keys'
import { useTaskActs } from './use-task-acts'

interface TaskListProps {
  /** Whose; none = one's own. */
  person: Somebody | undefined
  /** What I gave to others, instead of what is mine. */
  given?: boolean
  /** A task to begin at: from a notice. */
  wanted: string | undefined
}

/** Somebody's tasks by urgency, walked and worked with keys. */
export function TaskList({ person, given = false, wanted }: TaskListProps) {
  const { t } = useTranslation()
  const me = useMe()
  const go = useGo()
  const phone = usePhone()
  const acts = useTaskActs()
  const [showDone, setShowDone] = useState(false)
  const [current, setCurrent] = useState<string | undefined>(wanted)
  const [edited, setEdited] = useState<Task>()
  const line = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const of = person?.id ?? 'me'
  const query = (finished: boolean) => (given ? givenTasksQuery(finished) : tasksQuery(of, finished))
  const open = useQuery(query(false))
  const done = useQuery({ ...query(true), enabled: showDone })
  const groups = groupTasks(open.data?.items ?? [])
  const finished = showDone ? (done.data?.items ?? []) : []
  const rows = [...groups.flatMap(group => group.tasks), ...finished]
  const ids = rows.map(task => task.id)
  const byId = (id: string) => rows.find(task => task.id === id)
  const tick = (id: string) => {
    const task = byId(id)
    if (!task) return
    if (id === current && !task.done_at) {
      const next = stepTo(ids, id, 1)
      setCurrent(next === id ? stepTo(ids, id, -1) : next)
    }
    void acts.tick(task)
  }
  useRowKeys({
    ids,
    current,
    onMove: setCurrent,
    onTick: tick,
    onEdit: id => setEdited(byId(id)),
    onOpen: id => {
      const record = byId(id)?.record
      if (record) go(`/f/${record.form}/${record.id}`)
      else setEdited(byId(id))
    },
    onNew: () => line.current?.focus(),
  })
  const loaded = open.data !== undefined
  useEffect(() => {
    if (!loaded || !current) return
    body.current?.querySelector(`[data-task="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current, loaded])
  if (open.error && !open.data) return <ErrorState error={open.error} onRetry={() => void open.refetch()} />
  const row = (task: Task) => (
    <TaskRow
      key={task.id}
      task={task}
      me={of === 'me' ? me.id : of}
      current={task.id === current}
      named={given}
      onTick={() => tick(task.id)}
      onEdit={() => setEdited(task)}
      onPoint={() => setCurrent(task.id)}
    />
  )
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <div
          ref={body}
          className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface"
        >
          <div className="mx-auto flex w-full max-w-[880px] flex-col gap-5 px-5 py-4 max-md:px-3">
            {!given && <AddLine assignee={person} inputRef={line} />}
            {open.isPending && <Bones rows={6} height={40} />}
            {loaded && groups.length === 0 && (
              <EmptyState
                icon={CircleCheckBig}
                title={t(given ? 'tasks:empty_given' : 'tasks:empty')}
                hint={t(given ? 'tasks:empty_given_hint' : 'tasks:empty_hint')}
              />
            )}
            {groups.map((group, index) => (
              <section key={group.name} aria-label={t(`tasks:group.${group.name}`)}>
                <GroupHead
                  name={t(`tasks:group.${group.name}`)}
                  count={group.tasks.length}
                  more={Boolean(open.data?.cut) && index === groups.length - 1}
                  bad={group.name === 'overdue'}
                />
                <ul>{group.tasks.map(row)}</ul>
              </section>
            ))}
            {loaded && (
              <section aria-label={t('tasks:group.done')}>
                <GroupHead
                  name={t('tasks:group.done')}
                  count={showDone && done.data ? finished.length : undefined}
                  more={Boolean(done.data?.cut)}
                  open={showDone}
                  onFold={() => setShowDone(!showDone)}
                />
                {showDone && done.isPending && <Bones rows={3} height={40} />}
                {showDone && done.error && !done.data && (
                  <PanelError error={done.error} onRetry={() => void done.refetch()} />
                )}
                {showDone && done.data && finished.length === 0 && (
                  <p className="px-2 py-2 text-13 text-fg-3">{t('tasks:none_done')}</p>
                )}
                {finished.length > 0 && <ul>{finished.map(row)}</ul>}
              </section>
            )}
          </div>
        </div>
        {!phone && <KeyHints />}
      </div>
      {edited && (
        <TaskForm
          key={edited.id}
          task={edited}
          place={phone ? 'dialog' : 'side'}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  )
}
