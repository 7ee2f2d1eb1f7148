import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarClock, Footprints, MessageCircle, Phone, StickyNote, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys, useMe } from '@/api/queries'
import type { ActivityPage } from '@/api/records'
import type { ActivityKind, Form, RecordRow } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { useComposition } from '@/lib/composition'
import { relativeTime } from '@/lib/format'
import { hasMod, keyName } from '@/lib/keys'
import { problemText } from '@/lib/problem-text'
import { readStored, writeStored } from '@/lib/stored'
import { usePhone } from '@/lib/use-media'
import { sendOrKeep } from '@/offline/send'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { toast } from '@/ui/toast'
import { stageField } from '../detail/record-parts'
import { titleOf } from '../detail/record-view'
import { setWriting, useWriting } from '../detail/writing'
import { useRefreshList } from '../edit/use-trash'
import { readMinutes } from './call-outcome'
import { MentionList } from './mention-list'
import { MinutesInput } from './minutes-input'
import { NextDate, QuickDates } from './next-date'
import { StageChoice } from './stage-choice'
import { useMention } from './use-mention'

export const ACTIVITY_ICONS = {
  call: Phone,
  visit: Footprints,
  message: MessageCircle,
  note: StickyNote,
} as const
const KINDS: readonly ActivityKind[] = ['call', 'visit', 'message', 'note']

/** Writes a follow-up: the way, what was said, when to come back. What is not sent is kept. */
export function Composer({
  form: definition,
  record,
  onSent,
}: {
  form: Form
  record: RecordRow
  onSent?: () => void
}) {
  const { t } = useTranslation()
  const phone = usePhone()
  const form = definition.code
  const me = useMe()
  const client = useQueryClient()
  const refresh = useRefreshList(form)
  const draftKey = `activity.${record.id}`
  const [kind, setKind] = useState<ActivityKind>('call')
  const [text, setText] = useState(() => readStored(draftKey, ''))
  const [next, setNext] = useState<string>()
  const [minutes, setMinutes] = useState('')
  const timed = kind === 'call' || kind === 'visit'
  const took = timed ? readMinutes(minutes) : undefined
  const stageOf = stageField(definition)
  const held = stageOf && recordValue(record, stageOf.code)
  const [stage, setStage] = useState<string>()
  const moves = stageOf && stage && stage !== held
  const area = useRef<HTMLTextAreaElement>(null)
  const composition = useComposition()
  const wanted = useWriting(state => state.record === record.id)
  useEffect(() => {
    if (!wanted) return
    area.current?.focus()
    setWriting(null)
  }, [wanted])
  useEffect(() => writeStored(draftKey, text || undefined), [draftKey, text])
  const mention = useMention(form, draftKey, area, text, setText)
  const people = useId()
  const send = useMutation({
    mutationFn: () =>
      sendOrKeep({
        person: me.id,
        form,
        record: record.id,
        title: titleOf(definition, record),
        body: {
          kind,
          text: mention.marked(text.trim()),
          ...(took ? { minutes: took } : {}),
          ...(next ? { next_at: next } : {}),
          ...(moves ? { values: { [stageOf.code]: stage } } : {}),
        },
        ...(moves ? { stage: { field: stageOf.code, held: held ?? null } } : {}),
      }),
    onSuccess: activity => {
      setText('')
      // At once: a sheet closes before an effect could.
      writeStored(draftKey, undefined)
      mention.clear()
      setNext(undefined)
      setMinutes('')
      setStage(undefined)
      if (activity === 'kept') {
        toast(t('offline:kept'))
        onSent?.()
        return
      }
      // Written from a list, where nothing of the record's past is loaded, it is no list of one.
      client.setQueryData<ActivityPage>(
        keys.activities(form, record.id),
        old => old && { ...old, items: [activity, ...old.items] },
      )
      void client.invalidateQueries({ queryKey: keys.history(form, record.id) })
      void client.invalidateQueries({ queryKey: keys.record(form, record.id) })
      refresh()
      onSent?.()
    },
  })
  const ready = text.trim().length > 0 && !send.isPending
  const open = text.length > 0 || phone
  return (
    <div className="group rounded-8 border border-line-strong bg-surface transition-shadow focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)]">
      <div
        role="radiogroup"
        aria-label={t('records:composer.way')}
        className="flex flex-wrap gap-0.5 px-1.5 pt-1.5"
      >
        {KINDS.map(value => {
          const Icon = ACTIVITY_ICONS[value]
          return (
            <button
              key={value}
              type="button"
              role="radio"
              aria-checked={kind === value}
              onClick={() => {
                setKind(value)
                area.current?.focus()
              }}
              className={cx(
                'flex h-6 items-center gap-1 rounded-6 px-2 text-12 max-md:h-11 max-md:text-13',
                kind === value ? 'bg-active font-medium text-fg' : 'text-fg-3 hover:bg-hover hover:text-fg',
              )}
            >
              <Icon size={13} aria-hidden="true" />
              {t(`records:activity.${value}`)}
            </button>
          )
        })}
      </div>
      <textarea
        ref={area}
        value={text}
        rows={open ? 3 : 2}
        aria-label={t('records:composer.text')}
        placeholder={t(`records:composer.placeholder.${kind}`)}
        aria-controls={mention.offered.length > 0 ? people : undefined}
        aria-activedescendant={mention.offered.length > 0 ? `${people}.${mention.at}` : undefined}
        onBlur={mention.close}
        onChange={event => {
          setText(event.target.value)
          mention.look(event.target.value, event.target.selectionStart)
        }}
        {...composition.handlers}
        onKeyDown={event => {
          if (mention.onKey(event)) return
          if (event.key === 'Enter' && hasMod(event) && !composition.isComposing(event) && ready) {
            event.preventDefault()
            send.mutate()
          }
        }}
        className="block w-full resize-none bg-transparent px-3 py-1.5 text-13 focus:outline-none"
      />
      <MentionList id={people} items={mention.offered} at={mention.at} onPick={mention.pick} />
      <div
        className={cx(
          'flex flex-wrap items-center gap-2 px-1.5 pb-1.5',
          !open && 'hidden group-focus-within:flex',
        )}
      >
        <NextDate value={next} onChange={setNext}>
          {trigger => (
            <Button
              look="quiet"
              size="small"
              icon={<CalendarClock size={14} />}
              className={next && 'text-accent!'}
              {...trigger}
            >
              {next
                ? t('records:composer.next', { when: relativeTime(next) })
                : t('records:composer.next_none')}
            </Button>
          )}
        </NextDate>
        {next && (
          <IconButton size="small" label={t('records:composer.no_next')} onClick={() => setNext(undefined)}>
            <X size={13} />
          </IconButton>
        )}
        {timed && <MinutesInput value={minutes} onChange={setMinutes} />}
        <Button
          look="primary"
          size={phone ? 'normal' : 'small'}
          className="ml-auto"
          disabled={!ready}
          busy={send.isPending}
          title={keyName('mod+Enter')}
          onClick={() => send.mutate()}
        >
          {t('records:composer.send')}
        </Button>
      </div>
      {phone && !next && <QuickDates onPick={setNext} />}
      {phone && stageOf && stageOf.can?.edit !== false && (
        <StageChoice
          field={stageOf}
          value={stage ?? (typeof held === 'string' ? held : undefined)}
          onPick={setStage}
        />
      )}
      {send.error && (
        <p role="alert" className="px-3 pb-2 text-12 text-bad">
          {problemText(send.error)}
        </p>
      )}
    </div>
  )
}
