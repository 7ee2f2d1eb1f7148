import type { Delivery } from '@/api/types'
import { i18n } from '@/i18n/setup'

/** What the receiver said last, or why it did not answer; how often it was tried where once was not enough. */
export function answerWords({ attempts, answer }: Pick<Delivery, 'state' | 'attempts' | 'answer'>): string {
  const tried = attempts > 1 ? i18n.t('integrations:webhooks.tried', { count: attempts }) : ''
  return [answer, tried].filter(Boolean).join(' · ')
}
