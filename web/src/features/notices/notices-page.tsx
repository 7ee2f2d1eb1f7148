import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  AlarmClock,
  Bell,
  BellRing,
  CircleAlert,
  ClipboardCheck,
  FileCheck2,
  UserRoundPlus,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formsQuery, keys, noticesQuery } from '@/api/queries'
import type { Filter, FormSummary, Notice } from '@/api/types'
import { readNotices } from '@/api/workspace'
import { i18n } from '@/i18n/setup'
import { fullTime, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, EmptyState, ErrorState } from '@/ui/states'

const MINE: Filter = { field: 'owner', op: 'eq', value: 'me' }

const ICONS: Record<string, typeof Bell> = {
  follow_up_due: BellRing,
  assigned: UserRoundPlus,
  job_ended: FileCheck2,
  webhook_dead: CircleAlert,
  task_assigned: ClipboardCheck,
  task_due: AlarmClock,
}

/** What is to be done, and about whom, as far as that is still told. */
function taskText({ kind, task, title }: Notice): string {
  if (!task) return i18n.t(`notices:${kind}_gone`)
  return i18n.t(`notices:${kind}`, { task: title ? i18n.t('notices:task_about', { task, title }) : task })
}

function textOf(notice: Notice, forms: readonly FormSummary[]): string {
  const form = forms.find(other => other.code === notice.form)
  const params = {
    title: notice.title ?? '',
    task: notice.task ?? '',
    count: 1,
    ...notice.params,
    form: form ? words(form.plural) || words(form.name) : i18n.t('notices:records'),
  }
  if (notice.kind.startsWith('task_')) return taskText(notice)
  const many = notice.kind === 'assigned' && !notice.title
  const key = many ? 'notices:assigned_many' : `notices:${notice.kind}`
  return i18n.exists(key, params) ? i18n.t(key, params) : (notice.title ?? '')
}

export function NoticesPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const navigate = useNavigate()
  const phone = usePhone()
  const { data: forms = [] } = useQuery(formsQuery)
  const { data, error, refetch, isPending } = useQuery(noticesQuery)
  const read = useMutation({
    mutationFn: readNotices,
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  })
  const open = (notice: Notice) => {
    if (!notice.read) read.mutate({ ids: [notice.id] })
    if (notice.kind.startsWith('task_') && !notice.record) {
      const task = notice.params?.task
      void navigate({ to: '/tasks', search: typeof task === 'string' && notice.task ? { task } : {} })
      return
    }
    if (!notice.form) return
    if (notice.record) go(`/f/${notice.form}/${notice.record}`)
    // So many that only the list holds them: what is theirs, the newest first.
    else if (notice.kind === 'assigned')
      void navigate({ to: '/f/$form', params: { form: notice.form }, search: { filter: MINE } })
  }
  return (
    <>
      <SheetHeader
        title={t('app:nav.notices')}
        {...(phone ? { onBack: () => go('/me') } : {})}
        count={data?.unread ? t('notices:unread', { count: data.unread }) : undefined}
      >
        {Boolean(data?.unread) && (
          <Button look="quiet" onClick={() => read.mutate({ all: true })}>
            {t('notices:read_all')}
          </Button>
        )}
      </SheetHeader>
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface">
        {isPending && <Bones rows={6} height={56} />}
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && (
          <EmptyState icon={Bell} title={t('notices:empty')} hint={t('notices:empty_hint')} />
        )}
        <ul className="mx-auto w-full max-w-[880px] py-2">
          {data?.items.map(notice => {
            const Icon = ICONS[notice.kind] ?? Bell
            return (
              <li key={notice.id} className="px-2">
                <button
                  type="button"
                  onClick={() => open(notice)}
                  className="flex min-h-14 w-full items-center gap-3 rounded-8 px-3 py-2 text-left hover:bg-hover"
                >
                  <span
                    className={cx(
                      'flex size-8 shrink-0 items-center justify-center rounded-full',
                      notice.read ? 'bg-subtle text-fg-3' : 'bg-accent-soft text-accent',
                    )}
                  >
                    <Icon size={16} aria-hidden="true" />
                  </span>
                  <span
                    className={cx(
                      'min-w-0 flex-1 text-13',
                      notice.read ? 'text-fg-2' : 'font-medium text-fg',
                    )}
                  >
                    {textOf(notice, forms)}
                  </span>
                  <time
                    className="tabular shrink-0 text-12 text-fg-3"
                    dateTime={notice.at}
                    title={fullTime(notice.at)}
                  >
                    {relativeTime(notice.at)}
                  </time>
                  {!notice.read && <i className="size-2 shrink-0 rounded-full bg-accent" />}
                </button>
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}
