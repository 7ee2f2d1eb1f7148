import { useQueryClient } from '@tanstack/react-query'
import { Check, MapPin, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeFeedback, type Feedback, type FeedbackPatch, feedbackFile } from '@/api/feedback'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { useComposition } from '@/lib/composition'
import { fullTime, relativeTime } from '@/lib/format'
import { hasMod } from '@/lib/keys'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Avatar } from '@/ui/avatar'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'

const LONGEST = 2000

/** Feedback with what came of it; for builders with what can be done about it. */
export function FeedbackEntry({ item, form }: { item: Feedback; form: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  // The revision that was seen when one began: what somebody else answers meanwhile is not replaced unseen.
  const [answering, setAnswering] = useState<number>()
  const change = useWrite({
    mutationFn: (body: FeedbackPatch) => changeFeedback(item.id, body),
    onSuccess: () => {
      setAnswering(undefined)
      return client.invalidateQueries({ queryKey: keys.feedback })
    },
    onError: error => {
      const now = error instanceof Problem && error.code === 'conflict' ? error.body.rev : undefined
      toast(now === undefined ? problemText(error) : t('feedback:changed_since'), { tone: 'bad' })
      if (typeof now !== 'number') return
      // The words stay; sent once more they replace what is shown above them by then.
      setAnswering(now)
      void client.invalidateQueries({ queryKey: keys.feedback })
    },
  })
  return (
    <li className="flex gap-3 py-4">
      <Avatar name={item.by.name} id={item.by.id} size={32} />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="flex flex-wrap items-baseline gap-x-2 text-13">
          <span className="font-medium">{item.by.name}</span>
          <span className="text-fg-2">{form}</span>
          <time className="tabular text-12 text-fg-3" dateTime={item.at} title={fullTime(item.at)}>
            {relativeTime(item.at)}
          </time>
        </p>
        <p className="select-text whitespace-pre-wrap break-words text-14">{item.text}</p>
        {item.has_file && (
          <a href={feedbackFile(item.id)} target="_blank" rel="noreferrer" className="w-fit">
            <img
              src={feedbackFile(item.id)}
              alt={t('feedback:picture_of', { name: item.by.name })}
              loading="lazy"
              className="max-h-40 max-w-full rounded-8 border border-line"
            />
          </a>
        )}
        {item.answer && (
          <p className="select-text whitespace-pre-wrap break-words rounded-8 bg-subtle px-3 py-2 text-13">
            <span className="mr-2 font-medium">{item.answered_by.name}</span>
            {item.answer}
          </p>
        )}
        {item.resolved_at && (
          <p className="flex items-center gap-1.5 text-12 text-ok">
            <Check size={13} aria-hidden="true" />
            {t('feedback:resolved_by', { name: item.resolved_by.name, when: relativeTime(item.resolved_at) })}
          </p>
        )}
        {answering !== undefined ? (
          <Answer
            before={item.answer ?? ''}
            busy={change.isPending}
            onCancel={() => setAnswering(undefined)}
            onSend={answer => change.mutate({ base_rev: answering, answer })}
          />
        ) : (
          <div className="flex flex-wrap gap-2">
            {item.can.answer && (
              <>
                <Button className="max-md:h-11" onClick={() => setAnswering(item.rev)}>
                  {t(item.answer ? 'feedback:change_answer' : 'feedback:answer')}
                </Button>
                <Button
                  className="max-md:h-11"
                  icon={item.resolved_at ? <RotateCcw size={14} /> : <Check size={14} />}
                  busy={change.isPending}
                  onClick={() => change.mutate({ resolved: !item.resolved_at })}
                >
                  {t(item.resolved_at ? 'feedback:reopen' : 'feedback:resolve')}
                </Button>
              </>
            )}
            {item.form && (
              <Button
                className="max-md:h-11"
                look="quiet"
                icon={<MapPin size={14} />}
                onClick={() => go(item.page)}
              >
                {t('feedback:go')}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  )
}

interface AnswerProps {
  before: string
  busy: boolean
  onCancel: () => void
  onSend: (answer: string) => void
}

function Answer({ before, busy, onCancel, onSend }: AnswerProps) {
  const { t } = useTranslation()
  const composition = useComposition()
  const [text, setText] = useState(before)
  const ready = text.trim() !== before && !busy
  return (
    <div className="flex flex-col gap-2">
      <textarea
        autoFocus
        className="field-control min-h-20 resize-y py-2"
        aria-label={t('feedback:answer_words')}
        maxLength={LONGEST}
        value={text}
        onChange={event => setText(event.target.value)}
        {...composition.handlers}
        onKeyDown={event => {
          if (composition.isComposing(event)) return
          if (event.key === 'Escape') {
            event.stopPropagation()
            onCancel()
          }
          if (event.key === 'Enter' && hasMod(event) && ready) onSend(text.trim())
        }}
      />
      <div className="flex justify-end gap-2">
        <Button className="max-md:h-11" onClick={onCancel}>
          {t('app:cancel')}
        </Button>
        <Button
          className="max-md:h-11"
          look="primary"
          disabled={!ready}
          busy={busy}
          onClick={() => onSend(text.trim())}
        >
          {t('feedback:send')}
        </Button>
      </div>
    </div>
  )
}
