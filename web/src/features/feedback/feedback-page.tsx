import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feedbackQuery } from '@/api/feedback'
import { formsQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { FeedbackEntry } from './feedback-entry'

/** 设置 → 反馈: for builders what was said of their forms, for others what they said and what came of it. */
export function FeedbackPage() {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const [resolved, setResolved] = useState(false)
  const { data: forms } = useQuery(formsQuery)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    feedbackQuery(resolved),
  )
  const items = data?.pages.flatMap(page => page.items)
  const nameOf = (code: string | null | undefined) => {
    const form = forms?.find(other => other.code === code)
    return form ? words(form.name) : t('feedback:form_gone')
  }
  return (
    <SettingsPage
      title={t('feedback:title')}
      hint={t(permissions.build ? 'feedback:page_hint' : 'feedback:page_hint_own')}
      actions={
        <Segmented
          label={t('feedback:which')}
          value={resolved ? 'done' : 'open'}
          options={[
            { value: 'open', label: t('feedback:open') },
            { value: 'done', label: t('feedback:done') },
          ]}
          onChange={which => setResolved(which === 'done')}
        />
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !items ? (
        <Bones rows={5} height={64} />
      ) : items.length === 0 ? (
        <EmptyState
          icon={MessageSquareWarning}
          title={t(resolved ? 'feedback:empty_done' : 'feedback:empty')}
          hint={resolved ? undefined : t('feedback:empty_hint')}
        />
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {items.map(item => (
            <FeedbackEntry key={item.id} item={item} form={nameOf(item.form)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('feedback:more')}
        </Button>
      )}
    </SettingsPage>
  )
}
