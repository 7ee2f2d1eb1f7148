import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '@/api/types'
import { useOwnKey, writeOwn } from '@/lib/own-key'
import { readStored } from '@/lib/stored'
import { MentionList } from '../mention-list'
import { useMarks } from '../text/use-marks'
import { useMention } from '../use-mention'
import { WritingArea } from '../writing-area'
import { WritingEnd } from '../writing-end'
import type { Acts } from './use-acts'

/** A remark being written; what is not sent is kept. */
export function RemarkBox({
  form,
  record,
  activity,
  acts,
  onClose,
}: {
  form: string
  record: string
  activity: Activity
  acts: Acts
  onClose: () => void
}) {
  const { t } = useTranslation()
  const draft = useOwnKey(`remark.${activity.id}`)
  const [text, setText] = useState(() => readStored(draft, ''))
  const area = useRef<HTMLTextAreaElement>(null)
  const mention = useMention({ form, record }, draft, area, text, setText)
  const people = useId()
  const marks = useMarks(area, text, setText)
  useEffect(() => area.current?.focus(), [])
  useEffect(() => writeOwn(draft, text || undefined), [draft, text])
  const ready = text.trim().length > 0 && !acts.busy
  const send = () =>
    acts.remark(activity, mention.marked(text.trim())).then(
      () => {
        writeOwn(draft, undefined)
        mention.clear()
        onClose()
      },
      // Told already; the words stay.
      () => undefined,
    )
  return (
    <div className="my-1 rounded-8 border border-line-strong bg-surface focus-within:border-accent">
      <WritingArea
        area={area}
        text={text}
        onText={setText}
        rows={2}
        label={t('timeline:remark.placeholder')}
        placeholder={t('timeline:remark.placeholder')}
        offers={people}
        mention={mention}
        marks={marks}
        onSend={ready ? () => void send() : undefined}
        onEscape={onClose}
      />
      <MentionList id={people} items={mention.offered} at={mention.at} onPick={mention.pick} />
      <div className="flex px-1.5 pb-1.5">
        <WritingEnd
          label={t('timeline:remark.send')}
          ready={ready}
          busy={acts.busy}
          onLeave={onClose}
          onSend={() => void send()}
        />
      </div>
    </div>
  )
}
