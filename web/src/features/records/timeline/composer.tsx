import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivityKind, Form, RecordRow } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { keyName } from '@/lib/keys'
import { useOwnKey, writeOwn } from '@/lib/own-key'
import { problemText } from '@/lib/problem-text'
import { putText } from '@/lib/put-text'
import { readStored } from '@/lib/stored'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { byHand } from '../detail/by-hand'
import { stageField } from '../detail/record-parts'
import { setWriting, useWriting } from '../detail/writing'
import { readMinutes } from './call-outcome'
import { AddFiles } from './files/add-files'
import { DropZone } from './files/drop-zone'
import { UploadList } from './files/upload-list'
import { isGoing, storedOf } from './files/uploads'
import { useUploads } from './files/use-uploads'
import { MentionList } from './mention-list'
import { MinutesInput } from './minutes-input'
import { NextButton } from './next-button'
import { QuickDates } from './next-date'
import { inDays, planEnded } from './next-dates'
import { StageChoice } from './stage-choice'
import { SaveTemplate } from './templates/save-template'
import { TemplateChips } from './templates/template-chips'
import { TemplateDialog } from './templates/template-dialog'
import { TemplateList } from './templates/template-list'
import type { Template } from './templates/templates'
import { useTemplates } from './templates/use-templates'
import { ChatOffer, chatIn } from './text/chat-offer'
import { MarkBar } from './text/mark-bar'
import { useMarks } from './text/use-marks'
import { useMention } from './use-mention'
import { useSend } from './use-send'
import { Ways } from './ways'
import { WhenButton } from './when-button'
import { WritingArea } from './writing-area'

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
  const draftKey = useOwnKey(`activity.${record.id}`)
  const [kind, setKind] = useState<ActivityKind>('call')
  const [text, setText] = useState(() => readStored(draftKey, ''))
  const [next, setNext] = useState<string>()
  const [at, setAt] = useState<string>()
  const [minutes, setMinutes] = useState('')
  const timed = kind === 'call' || kind === 'visit'
  const took = timed ? readMinutes(minutes) : undefined
  const stageOf = stageField(definition)
  const held = stageOf && recordValue(record, stageOf.code)
  const [stage, setStage] = useState<string>()
  const [asChat, setAsChat] = useState(false)
  const moves = stageOf && stage && stage !== held
  const area = useRef<HTMLTextAreaElement>(null)
  const wanted = useWriting(state => state.record === record.id)
  useEffect(() => {
    if (!wanted) return
    area.current?.focus()
    setWriting(null)
  }, [wanted])
  useEffect(() => writeOwn(draftKey, text || undefined), [draftKey, text])
  const mention = useMention({ form: definition.code, record: record.id }, draftKey, area, text, setText)
  const offers = useId()
  const fill = (template: Template) => {
    setKind(template.kind)
    if (template.days !== undefined) setNext(inDays(template.days))
    const end = template.text.length
    putText(area, setText, { text: template.text, from: end, to: end })
  }
  const templates = useTemplates(definition, text, fill)
  /** One's own templates, open to be changed; with what is written as a new one. */
  const [managing, setManaging] = useState<{ start?: { label: string; kind: ActivityKind; text: string } }>()
  const marks = useMarks(area, text, setText)
  const chat = useMemo(() => chatIn(text), [text])
  const quoted = chat !== undefined && kind === 'message' && asChat
  const happened = at ?? (quoted ? chat.at : undefined)
  const files = useUploads(draftKey)
  const send = useSend(definition, record, () => {
    setText('')
    // At once: a sheet closes before an effect could.
    writeOwn(draftKey, undefined)
    mention.clear()
    files.clear()
    setNext(undefined)
    setAt(undefined)
    setMinutes('')
    setStage(undefined)
    setAsChat(false)
    onSent?.()
  })
  const attached = storedOf(files.uploads)
  const write = () =>
    send.mutate({
      body: {
        kind,
        text: mention.marked(text.trim()),
        ...(took ? { minutes: took } : {}),
        ...(happened ? { at: happened } : {}),
        ...(next ? { next_at: next } : {}),
        ...(attached.length > 0 ? { files: attached.map(({ file }) => ({ file })) } : {}),
        ...(moves ? { values: { [stageOf.code]: stage } } : {}),
      },
      ...(moves ? { stage: { field: stageOf.code, held: held ?? null } } : {}),
    })
  const waits = files.uploads.some(isGoing)
  const failed = files.uploads.some(one => one.problem)
  const said = text.trim().length > 0 || attached.length > 0
  const ready = said && !waits && !failed && !send.isPending
  const open = text.length > 0 || files.uploads.length > 0 || next !== undefined || at !== undefined || phone
  const planned = recordValue(record, 'next_activity_at')
  const ended =
    open && !next ? planEnded(planned, kind, happened ? Date.parse(happened) : undefined) : undefined
  const problem = files.problem ?? (failed ? t('timeline:files.fix') : send.error && problemText(send.error))
  const markBar = open && (!phone || text.length > 0) && <MarkBar onMark={marks.mark} />
  const save = (
    <Button
      look="primary"
      size={phone ? 'normal' : 'small'}
      className="ml-auto max-md:w-full"
      disabled={!ready}
      busy={send.isPending}
      title={keyName('mod+Enter')}
      onClick={write}
    >
      {t('records:composer.send')}
    </Button>
  )
  const told = problem && (
    <p role="alert" className="px-3 pb-2 text-12 text-bad">
      {problem}
    </p>
  )
  return (
    <DropZone onFiles={files.add}>
      <Ways
        value={kind}
        onPick={value => {
          setKind(value)
          area.current?.focus()
        }}
      >
        {!phone && markBar}
      </Ways>
      <WritingArea
        area={area}
        text={text}
        onText={setText}
        rows={open ? 3 : 2}
        label={t('records:composer.text')}
        placeholder={t(`records:composer.placeholder.${kind}`)}
        offers={offers}
        mention={mention}
        templates={templates}
        marks={marks}
        onSend={ready ? write : undefined}
        onPaste={event => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          files.add(event.clipboardData.files)
        }}
      />
      {chat && (
        <ChatOffer
          chat={chat}
          taken={quoted}
          onTake={taken => {
            setAsChat(taken)
            if (taken) setKind('message')
          }}
        />
      )}
      <UploadList uploads={files.uploads} onRemove={files.remove} onRetry={files.retry} />
      <MentionList id={offers} items={mention.offered} at={mention.at} onPick={mention.pick} />
      <TemplateList id={offers} items={templates.offered} at={templates.at} onPick={fill} />
      {text === '' && (
        <TemplateChips templates={templates.all} onPick={fill} onManage={() => setManaging({})} />
      )}
      {!next && (phone || ended) && <QuickDates onPick={setNext} ended={ended} />}
      {phone && stageOf && stageOf.can?.edit !== false && (
        <StageChoice
          field={byHand(definition, stageOf, typeof held === 'string' ? held : undefined)}
          value={stage ?? (typeof held === 'string' ? held : undefined)}
          onPick={setStage}
        />
      )}
      <div
        className={cx(
          'flex flex-wrap items-center gap-2 px-1.5 pb-1.5',
          !open && 'hidden group-focus-within:flex group-has-[[aria-expanded=true]]:flex',
        )}
      >
        <AddFiles onAdd={files.add} />
        {text.trim() !== '' && (
          <SaveTemplate onSave={() => setManaging({ start: { label: '', kind, text: text.trim() } })} />
        )}
        <NextButton value={next} onChange={setNext} />
        {/* When and how long belong together, apart from when to come back. */}
        <span className="flex flex-wrap items-center gap-x-2 max-md:basis-full">
          <WhenButton value={at} onChange={setAt} />
          {timed && <MinutesInput of={kind} value={minutes} onChange={setMinutes} />}
        </span>
        {phone ? markBar : save}
      </div>
      {phone ? (
        // In reach of the thumb however much stands above it, and above the keyboard.
        <div className="sticky -bottom-4 rounded-b-8 border-t border-line bg-surface p-1.5">
          {told}
          {save}
        </div>
      ) : (
        told
      )}
      {managing && (
        <TemplateDialog
          start={managing.start}
          onClose={() => {
            setManaging(undefined)
            requestAnimationFrame(() => area.current?.focus())
          }}
        />
      )}
    </DropZone>
  )
}
