import {
  AlarmClock,
  AtSign,
  Bell,
  BellRing,
  CircleAlert,
  ClipboardCheck,
  FileCheck2,
  MessageSquareReply,
  MessageSquareText,
  MessageSquareWarning,
  UserRoundMinus,
  UserRoundPlus,
} from 'lucide-react'
import type { Filter, FormSummary, Notice } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { isOutOfSight, takenText } from './taken-text'

/** Kinds that a person may have silent, in the order in which they are offered. */
export const KINDS = [
  'assigned',
  'taken',
  'mentioned',
  'remarked',
  'follow_up_due',
  'task_assigned',
  'task_due',
  'feedback_given',
  'feedback_answered',
  'job_ended',
  'webhook_dead',
] as const
/** Kinds that only administrators are told. */
export const ADMINISTRATORS: readonly string[] = ['webhook_dead', 'reaction_parked']

const ICONS: Record<string, typeof Bell> = {
  follow_up_due: BellRing,
  assigned: UserRoundPlus,
  taken: UserRoundMinus,
  mentioned: AtSign,
  remarked: MessageSquareText,
  job_ended: FileCheck2,
  webhook_dead: CircleAlert,
  reaction_parked: CircleAlert,
  task_assigned: ClipboardCheck,
  task_due: AlarmClock,
  feedback_given: MessageSquareWarning,
  feedback_answered: MessageSquareReply,
}
export const iconOf = (notice: Notice): typeof Bell =>
  isFailure(notice) ? CircleAlert : (ICONS[notice.kind] ?? Bell)

/** Something that somebody has to look after, not only to know. */
export const isFailure = ({ kind, params }: Notice): boolean =>
  kind === 'webhook_dead' ||
  kind === 'reaction_parked' ||
  (kind === 'job_ended' && params?.state === 'failed')

/** What is to be done, and about whom, as far as that is still told. */
function taskText({ kind, task, title }: Notice): string {
  if (!task) return i18n.t(`notices:${kind}_gone`)
  return i18n.t(`notices:${kind}`, { task: title ? i18n.t('notices:task_about', { task, title }) : task })
}

function jobText({ params }: Notice, form: FormSummary | undefined): string {
  // The undo of an undo brings an import back.
  const restores = params?.kind === 'undo' && params.to === 'done'
  const named = `notices:job.${restores ? 'restore' : String(params?.kind)}`
  const job = i18n.exists(named) ? i18n.t(named) : i18n.t('notices:job.other')
  const said = i18n.t(params?.state === 'failed' ? 'notices:job_failed' : 'notices:job_done', { job })
  const counts = (['exported', 'created', 'updated', 'failed', 'undone'] as const)
    .map(name => ({ name, count: Number(params?.[name] ?? 0) }))
    .filter(({ name, count }) => count > 0 && !(restores && name === 'undone'))
    .map(({ name, count }) => i18n.t(`notices:job_count.${name}`, { count, shown: plainNumber(count) }))
  const subject = typeof params?.file === 'string' ? params.file : form && pluralOf(form)
  const facts = [...(subject ? [subject] : []), ...counts]
  return facts.length > 0
    ? i18n.t('notices:job_facts', { said, facts: facts.join(i18n.t('notices:job_and')) })
    : said
}

const pluralOf = (form: FormSummary): string => words(form.plural) || words(form.name)

/** A notice as a sentence; what was taken back before it was read says so. */
export function textOf(notice: Notice, forms: readonly FormSummary[]): string {
  const told = sentence(notice, forms)
  return notice.params?.undone === true ? i18n.t('notices:undone', { told }) : told
}

function sentence(notice: Notice, forms: readonly FormSummary[]): string {
  if (notice.kind.startsWith('task_')) return taskText(notice)
  const form = forms.find(other => other.code === notice.form)
  if (notice.kind === 'job_ended') return jobText(notice, form)
  if (notice.kind === 'taken') return takenText(notice, form)
  const params = {
    count: 1,
    by_name: i18n.t('notices:somebody'),
    ...notice.params,
    title: notice.title ?? '',
    form: form ? pluralOf(form) : i18n.t('notices:records'),
  }
  // Answered in words, that it is dealt with besides needs none.
  if (notice.kind === 'feedback_answered' && !notice.params?.said)
    return i18n.t(notice.params?.resolved ? 'notices:feedback_resolved' : 'notices:feedback_answered', params)
  if (notice.kind === 'webhook_dead' && notice.params?.address)
    return i18n.t('notices:webhook_dead_at', params)
  const gone = !notice.title && notice.record ? `notices:${notice.kind}_gone` : ''
  const said = notice.params?.said ? `notices:${notice.kind}_said` : ''
  const known = [gone, said].find(key => key && i18n.exists(key)) ?? `notices:${notice.kind}`
  const key = notice.kind === 'assigned' ? assigned(notice) : known
  return i18n.exists(key, params) ? i18n.t(key, params) : (notice.title ?? i18n.t('notices:other'))
}

/** By whom and with which words, as far as that is known. */
function assigned({ title, params }: Notice): string {
  const by = params?.by_name ? (params.said ? '_by_said' : '_by') : ''
  return `notices:assigned${title ? '' : '_many'}${by}`
}

/** Where a notice leads, as far as there is such a place. */
export type Leads =
  | { to: 'path'; path: string }
  | { to: 'mine'; form: string; filter: Filter }
  | { to: 'tasks'; task?: string }

const MINE: Filter = { field: 'owner', op: 'eq', value: 'me' }

export function leadsTo(notice: Notice): Leads | undefined {
  if (isOutOfSight(notice)) return undefined
  // What was given and taken back again is theirs no more.
  if (notice.params?.undone === true && !notice.title) return undefined
  const { kind, form, record, params } = notice
  const tasks = kind.startsWith('task_')
  if (form && record) {
    const said = typeof params?.activity === 'string' ? `#${params.activity}` : ''
    return { to: 'path', path: `/f/${form}/${record}${tasks ? '#tasks' : said}` }
  }
  if (tasks)
    return { to: 'tasks', ...(typeof params?.task === 'string' && notice.task ? { task: params.task } : {}) }
  // So many that only the list holds them: what is theirs, the newest first.
  if (kind === 'assigned' && form) return { to: 'mine', form, filter: MINE }
  if (kind.startsWith('feedback_')) return { to: 'path', path: '/settings/feedback' }
  if (kind === 'webhook_dead') return { to: 'path', path: '/settings/webhooks' }
  const job = params?.kind
  if (kind === 'job_ended' && (job === 'import' || job === 'undo'))
    return {
      to: 'path',
      path: typeof params?.import === 'string' ? `/imports/${params.import}` : '/imports',
    }
  return undefined
}
