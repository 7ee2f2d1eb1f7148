import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '@/api/types'
import { unmarked } from '@/lib/mention'
import { useOwnKey } from '@/lib/own-key'
import { readMinutes } from './call-outcome'
import { MentionList } from './mention-list'
import { MinutesInput } from './minutes-input'
import type { Acts } from './remarks/use-acts'
import { MarkBar } from './text/mark-bar'
import { useMarks } from './text/use-marks'
import { useMention } from './use-mention'
import { Ways } from './ways'
import { WhenButton } from './when-button'
import { WritingArea } from './writing-area'
import { WritingEnd } from './writing-end'

interface EditActivityProps {
  form: string
  record: string
  activity: Activity
  acts: Acts
  onClose: () => void
}

/** One's own follow-up, put right in its place: the way, the words, when it was and how long it took. */
export function EditActivity({ form, record, activity, acts, onClose }: EditActivityProps) {
  const { t } = useTranslation()
  const [written] = useState(() => unmarked(activity.text, activity.mentions))
  const [kind, setKind] = useState(activity.kind)
  const [text, setText] = useState(written.text)
  const [at, setAt] = useState(activity.at)
  const [minutes, setMinutes] = useState(activity.minutes ? String(activity.minutes) : '')
  const area = useRef<HTMLTextAreaElement>(null)
  const draft = useOwnKey(`edit.${activity.id}`)
  const mention = useMention({ form, record }, draft, area, text, setText, written.people)
  const people = useId()
  const marks = useMarks(area, text, setText)
  useEffect(() => {
    area.current?.focus()
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length)
  }, [])
  const timed = kind === 'call' || kind === 'visit'
  const took = timed ? (readMinutes(minutes) ?? null) : null
  const said = text.trim().length > 0 || (activity.files ?? []).length > 0
  const close = () => {
    mention.clear()
    onClose()
  }
  const save = () => {
    const words = mention.marked(text.trim())
    const change = {
      ...(kind === activity.kind ? {} : { kind }),
      ...(words === activity.text ? {} : { text: words }),
      ...(at === activity.at ? {} : { at }),
      ...(took === (activity.minutes ?? null) ? {} : { minutes: took }),
    }
    if (Object.keys(change).length === 0) return close()
    acts.change(activity, change).then(
      close,
      // Told already; the words stay.
      () => undefined,
    )
  }
  const ready = said && !acts.busy
  return (
    <div className="mt-1 rounded-8 border border-line-strong bg-surface focus-within:border-accent">
      <Ways value={kind} onPick={setKind}>
        <MarkBar onMark={marks.mark} />
      </Ways>
      <WritingArea
        area={area}
        text={text}
        onText={setText}
        rows={3}
        label={t('records:composer.text')}
        placeholder={t(`records:composer.placeholder.${kind}`)}
        offers={people}
        mention={mention}
        marks={marks}
        onSend={ready ? save : undefined}
        onEscape={close}
      />
      <MentionList id={people} items={mention.offered} at={mention.at} onPick={mention.pick} />
      <div className="flex flex-wrap items-center gap-2 px-1.5 pb-1.5">
        <WhenButton value={at} onChange={next => setAt(next ?? activity.at)} fixed />
        {timed && <MinutesInput of={kind} value={minutes} onChange={setMinutes} />}
        <WritingEnd label={t('app:save')} ready={ready} busy={acts.busy} onLeave={close} onSend={save} />
      </div>
    </div>
  )
}
