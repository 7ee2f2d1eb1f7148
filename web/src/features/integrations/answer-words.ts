import '@/i18n/integrations'
import type { Delivery } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { relativeTime } from '@/lib/format'

/** What the receiver said last, or why it did not answer; how often it was tried where once was not enough. */
export function answerWords({
  attempts,
  answer,
  next_at,
}: Pick<Delivery, 'attempts' | 'answer' | 'next_at'>): string {
  const tried = attempts > 1 ? i18n.t('integrations:webhooks.tried', { count: attempts }) : ''
  const next = next_at ? i18n.t('integrations:webhooks.next', { when: relativeTime(next_at) }) : ''
  return [answer, tried, next].filter(Boolean).join(' · ')
}
