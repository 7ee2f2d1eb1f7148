import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '@/api/preferences'
import { formQuery, keys, recordQuery, useMe } from '@/api/queries'
import { recordValue } from '@/features/fields/field-values'
import type { Call } from '@/lib/calls'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { usePhone } from '@/lib/use-media'
import { useWrite } from '@/lib/use-write'
import { sendOrKeep } from '@/offline/send'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { toast } from '@/ui/toast'
import { titleOf } from '../detail/record-view'
import { useRefreshList } from '../edit/use-trash'
import { callText, minutesBetween, OUTCOMES, type Outcome, readMinutes, spoke } from './call-outcome'
import { dueTime } from './due-time'
import { MinutesInput } from './minutes-input'
import { QuickDates } from './next-date'
import { inDays, planEnded } from './next-dates'
import { TemplateChips } from './templates/template-chips'
import { templatesOf } from './templates/templates'

/** Asks how the call went, quietly at the edge of the page. One press writes it down, one makes it go away. */
export function AfterCall({ call, onClose }: { call: Call; onClose: () => void }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const client = useQueryClient()
  const me = useMe()
  const refresh = useRefreshList(call.form)
  const composition = useComposition()
  const form = useQuery(formQuery(call.form))
  const record = useQuery(recordQuery(call.form, call.record))
  const [outcome, setOutcome] = useState<Outcome>()
  const [note, setNote] = useState('')
  const [next, setNext] = useState<string>()
  const [minutes, setMinutes] = useState(() => String(minutesBetween(call.at, Date.now()) ?? ''))
  const { templates: own } = usePreferences()
  /** Of a call; what only says how it ended stands above as an outcome. */
  const calls = form.data ? templatesOf(form.data, own).filter(one => one.kind === 'call') : []
  const ending = (of: Outcome) => calls.find(one => one.key === `form.${of}`)
  const templates = calls.filter(one => !OUTCOMES.some(of => ending(of) === one))
  /** When to come back as the outcome proposes it: with another outcome it goes. */
  const proposed = useRef<string>(undefined)
  const end = (how: Outcome | undefined) => {
    setOutcome(how)
    const { days } = (how && ending(how)) ?? {}
    if (next !== undefined && next !== proposed.current) return
    proposed.current = days === undefined ? undefined : inDays(days)
    setNext(proposed.current)
  }
  const text = callText(outcome && t(`tasks:call.${outcome}`), note)
  const send = useWrite({
    mutationFn: () => {
      const took = spoke(outcome) ? readMinutes(minutes) : undefined
      return sendOrKeep({
        person: me.id,
        form: call.form,
        record: call.record,
        title: form.data && record.data ? titleOf(form.data, record.data) : '',
        body: {
          kind: 'call',
          text,
          ...(took ? { minutes: took } : {}),
          ...(next ? { next_at: next } : {}),
        },
      })
    },
    onSuccess: activity => {
      void client.invalidateQueries({ queryKey: keys.record(call.form, call.record) })
      refresh()
      toast(t(activity === 'kept' ? 'offline:kept' : 'tasks:call.saved'))
      onClose()
    },
  })
  if (!form.data || !record.data?.can.edit) return null
  const ready = text.length > 0 && !send.isPending
  return (
    <aside
      aria-label={t('tasks:call.title')}
      className="sheet-in fixed bottom-4 right-4 z-[900] flex w-[360px] flex-col gap-3 rounded-12 border border-line bg-raised p-4 shadow-3 max-md:inset-x-3 max-md:bottom-[calc(76px+env(safe-area-inset-bottom))] max-md:w-auto"
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-14 font-semibold">{t('tasks:call.title')}</h2>
          <Link
            to="/f/$form/$id"
            params={{ form: call.form, id: call.record }}
            className="block truncate text-13 text-fg-2 hover:underline"
          >
            {titleOf(form.data, record.data)}
          </Link>
        </div>
        <IconButton
          size={phone ? 'touch' : 'normal'}
          label={t('app:close')}
          className="-mr-1.5 -mt-1.5"
          onClick={onClose}
        >
          <X size={16} />
        </IconButton>
      </header>
      <div role="radiogroup" aria-label={t('tasks:call.outcome')} className="flex flex-wrap gap-2">
        {OUTCOMES.map(value => (
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={outcome === value}
            onClick={() => end(outcome === value ? undefined : value)}
            className={cx(
              'inline-flex h-7 items-center gap-1 rounded-full border px-3 text-13 max-md:h-11 max-md:px-4',
              outcome === value
                ? 'border-accent bg-accent-soft font-medium text-fg'
                : 'border-line-strong text-fg-2 hover:bg-hover',
            )}
          >
            {t(`tasks:call.${value}`)}
          </button>
        ))}
      </div>
      {note === '' && templates.length > 0 && (
        <TemplateChips
          always
          templates={templates}
          onPick={({ text: words, days }) => {
            setNote(words)
            if (days !== undefined) setNext(inDays(days))
          }}
        />
      )}
      <input
        value={note}
        aria-label={t('records:composer.text')}
        placeholder={t('records:composer.placeholder.call')}
        onChange={event => setNote(event.target.value)}
        {...composition.handlers}
        onKeyDown={event => {
          if (event.key !== 'Enter' || composition.isComposing(event) || !ready) return
          event.preventDefault()
          send.mutate()
        }}
        className="field-control"
      />
      {text !== '' && !next && (
        <div className="-mx-2 -my-1">
          <QuickDates
            onPick={setNext}
            ended={planEnded(recordValue(record.data, 'next_activity_at'), 'call')}
          />
        </div>
      )}
      {next && (
        <button
          type="button"
          onClick={() => setNext(undefined)}
          className="flex h-7 items-center gap-1 self-start rounded-6 text-13 text-accent max-md:h-11"
        >
          {t('records:composer.next', { when: dueTime(next) })}
          <X size={13} aria-label={t('records:composer.no_next')} />
        </button>
      )}
      <footer className="flex flex-wrap items-center gap-2">
        {spoke(outcome) && <MinutesInput value={minutes} onChange={setMinutes} />}
        <Button
          look="primary"
          size={phone ? 'touch' : 'normal'}
          className="ml-auto"
          disabled={!ready}
          busy={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('records:composer.send')}
        </Button>
      </footer>
      {send.error && (
        <p role="alert" className="text-12 text-bad">
          {problemText(send.error)}
        </p>
      )}
    </aside>
  )
}
