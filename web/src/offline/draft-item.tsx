import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import type { Value } from '@/api/types'
import { relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { codeText } from '@/lib/problem-text'
import { plainText } from '@/lib/rich-text'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { type Draft, dropDraft, editDraft, keepDraft, resolved } from './queue'
import { sendDrafts } from './use-flush'

/** One follow-up that waits; where something stands in its way, what to do about it. */
export function DraftItem({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const again = (next: (draft: Draft) => Draft) => {
    editDraft(draft.key, next)
    void sendDrafts(draft.person, client)
  }
  const remove = () => {
    dropDraft(draft.key)
    toast(t('offline:removed'), { action: { label: t('app:undo'), run: () => void keepDraft(draft) } })
  }
  return (
    <li className="flex flex-col gap-1 rounded-12 border border-line p-3">
      <p className="truncate text-14 font-medium">{draft.title}</p>
      <p className="text-12 text-fg-3">
        {t(`records:activity.${draft.body.kind}`)}
        {draft.body.at && ` · ${relativeTime(draft.body.at)}`}
      </p>
      <p className="line-clamp-3 whitespace-pre-wrap break-words text-14">{plainText(draft.body.text)}</p>
      {draft.refused && (
        <p role="alert" className="text-13 text-bad">
          {t('offline:refused', { reason: codeText(draft.refused) })}
        </p>
      )}
      {draft.theirs !== undefined && <StageMerge draft={draft} onChoose={again} />}
      <div className="mt-1 flex justify-end gap-2">
        <Button look="danger" onClick={remove}>
          {t('offline:remove')}
        </Button>
        {draft.theirs === undefined && (
          <Button onClick={() => again(({ refused: _, ...rest }) => rest)}>{t('offline:send')}</Button>
        )}
      </div>
    </li>
  )
}

/** The stage was moved meanwhile: 保留我的 or 用对方的, as everywhere. */
function StageMerge({
  draft,
  onChoose,
}: {
  draft: Draft
  onChoose: (next: (draft: Draft) => Draft) => void
}) {
  const { t } = useTranslation()
  const { data: form } = useQuery(formQuery(draft.form))
  const field = form?.fields.find(candidate => candidate.code === draft.stage?.field)
  const named = (value: Value | undefined) => {
    const option = field?.kind.options?.find(candidate => candidate.code === value)
    return option ? words(option.label) : String(value ?? '–')
  }
  const mine = named(draft.body.values?.[draft.stage?.field ?? ''])
  return (
    <div className="flex flex-col gap-2 rounded-8 bg-subtle p-3">
      <p className="text-13">
        {t('offline:moved', { field: words(field?.name), stage: named(draft.theirs) })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => onChoose(old => resolved(old, 'mine'))}>
          {t('offline:mine', { stage: mine })}
        </Button>
        <Button onClick={() => onChoose(old => resolved(old, 'theirs'))}>
          {t('offline:theirs', { stage: named(draft.theirs) })}
        </Button>
      </div>
    </div>
  )
}
