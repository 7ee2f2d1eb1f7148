import { infiniteQueryOptions } from '@tanstack/react-query'
import { http } from './http'
import { keys } from './queries'

interface Somebody {
  id?: string | null
  name: string
}

/** What somebody said of a form. */
export interface Feedback {
  id: string
  /** Raised by every change. */
  rev: number
  /** Nothing once the form is deleted. */
  form?: string | null
  page: string
  text: string
  has_file: boolean
  at: string
  by: Somebody
  answer?: string | null
  answered_at?: string | null
  answered_by: Somebody
  resolved_at?: string | null
  resolved_by: Somebody
  can: { answer: boolean }
}

export interface NewFeedback {
  id: string
  text: string
  page: string
  file?: string
}
export const giveFeedback = (form: string, body: NewFeedback) =>
  http<{ id: string }>('POST', `/forms/${form}/feedback`, { body, creates: true })
const listFeedback = (resolved: boolean, after: string | undefined) =>
  http<{ items: Feedback[]; next?: string | null }>('GET', '/feedback', { query: { resolved, after } })

export interface FeedbackPatch {
  /** The revision that was seen: another one by now is a conflict. Needed beside an answer. */
  base_rev?: number
  answer?: string
  resolved?: boolean
}
export const changeFeedback = (id: string, body: FeedbackPatch) =>
  http<Feedback>('PATCH', `/feedback/${id}`, { body })
export const feedbackFile = (id: string): string => `/api/v1/feedback/${id}/file`

export const feedbackQuery = (resolved: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.feedbackOf(resolved),
    queryFn: ({ pageParam }) => listFeedback(resolved, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
  })
