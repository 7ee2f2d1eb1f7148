import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '@/api/types'
import { belongsToInputMethod, useComposition } from '@/lib/composition'
import { hasMod, keyName } from '@/lib/keys'
import { readStored, writeStored } from '@/lib/stored'
import { Button } from '@/ui/button'
import { MentionList } from '../mention-list'
import { useMarks } from '../text/use-marks'
import { useMention } from '../use-mention'
import type { Acts } from './use-acts'

/** A remark being written; what is not sent is kept. */
export function RemarkBox({
  form,
  activity,
  acts,
  onClose,
}: {
  form: string
  activity: Activity
  acts: Acts
  onClose: () => void
}) {
  const { t } = useTranslation()
  const draft = `remark.${activity.id}`
  const [text, setText] = useState(() => readStored(draft, ''))
  const area = useRef<HTMLTextAreaElement>(null)
  const composition = useComposition()
  const mention = useMention(form, draft, area, text, setText)
  const people = useId()
  const marks = useMarks(area, text, setText)
  useEffect(() => area.current?.focus(), [])
  useEffect(() => writeStored(draft, text || undefined), [draft, text])
  const ready = text.trim().length > 0 && !acts.busy
  const send = () =>
    acts.remark(activity, mention.marked(text.trim())).then(
      () => {
        writeStored(draft, undefined)
        mention.clear()
        onClose()
      },
      // Told already; the words stay.
      () => undefined,
    )
  return (
    <div className="my-1 rounded-8 border border-line-strong bg-surface focus-within:border-accent">
      <textarea
        ref={area}
        value={text}
        rows={2}
        aria-label={t('timeline:remark.placeholder')}
        placeholder={t('timeline:remark.placeholder')}
        aria-controls={mention.offered.length > 0 ? people : undefined}
        aria-activedescendant={mention.offered.length > 0 ? `${people}.${mention.at}` : undefined}
        onBlur={mention.close}
        onChange={event => {
          setText(event.target.value)
          mention.look(event.target.value, event.target.selectionStart)
        }}
        {...composition.handlers}
        onKeyDown={event => {
          if (mention.onKey(event) || marks.onKey(event)) return
          if (event.key === 'Escape' && !belongsToInputMethod(event)) {
            event.preventDefault()
            event.stopPropagation()
            onClose()
          }
          if (event.key === 'Enter' && hasMod(event) && !composition.isComposing(event) && ready) {
            event.preventDefault()
            void send()
          }
        }}
        className="block w-full resize-none bg-transparent px-3 py-1.5 text-13 focus:outline-none"
      />
      <MentionList id={people} items={mention.offered} at={mention.at} onPick={mention.pick} />
      <div className="flex justify-end gap-2 px-1.5 pb-1.5">
        <Button look="quiet" size="small" onClick={onClose}>
          {t('app:cancel')}
        </Button>
        <Button
          look="primary"
          size="small"
          disabled={!ready}
          busy={acts.busy}
          title={keyName('mod+Enter')}
          onClick={() => void send()}
        >
          {t('timeline:remark.send')}
        </Button>
      </div>
    </div>
  )
}
