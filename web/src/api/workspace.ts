import { http } from './http'
import type { ApiKey, Delivery, Notice, SearchHit, StoredFile, Webhook } from './types'

type Listed<T> = T[] | { items: T[] }
const items = <T>(answer: Listed<T>): T[] => (Array.isArray(answer) ? answer : answer.items)

export const search = (q: string, signal?: AbortSignal) =>
  http<{ items: SearchHit[] }>('GET', '/search', { query: { q }, ...(signal ? { signal } : {}) }).then(
    answer => answer.items,
  )
export interface NoticePage {
  items: Notice[]
  unread: number
  next: number | null
}
export const listNotices = (query: { after?: number | undefined; unread?: boolean } = {}) =>
  http<NoticePage>('GET', '/notices', { query })
export const readNotices = (body: { ids: string[] } | { all: true }) =>
  http<void>('POST', '/notices/read', { body })

export const uploadFile = (file: File) =>
  http<StoredFile>('POST', '/files', { raw: file, query: { name: file.name } })
export const fileUrl = (file: string, form: string, record: string, field: string): string =>
  `/api/v1/files/${file}?${new URLSearchParams({ record, form, field })}`
/** Of a file that a follow-up has. */
export const activityFileUrl = (file: string, form: string, record: string, activity: string): string =>
  `/api/v1/files/${file}?${new URLSearchParams({ record, form, activity })}`

export const listWebhooks = () => http<Listed<Webhook>>('GET', '/webhooks').then(items)
export type WebhookBody = Partial<Pick<Webhook, 'url' | 'form' | 'events' | 'enabled'>>
export const addWebhook = (body: WebhookBody) => http<Webhook>('POST', '/webhooks', { body, creates: true })
export const updateWebhook = (id: string, body: WebhookBody) =>
  http<Webhook>('PATCH', `/webhooks/${id}`, { body })
export const removeWebhook = (id: string) => http<void>('DELETE', `/webhooks/${id}`)
export const listDeliveries = (id: string) =>
  http<Listed<Delivery>>('GET', `/webhooks/${id}/deliveries`).then(items)
export const replayDelivery = (id: string, n: number) =>
  http<void>('POST', `/webhooks/${id}/deliveries/${n}/replay`, { creates: true })

export const listApiKeys = () => http<Listed<ApiKey>>('GET', '/api-keys').then(items)
export const addApiKey = (name: string) =>
  http<ApiKey>('POST', '/api-keys', { body: { name }, creates: true })
export const removeApiKey = (id: string) => http<void>('DELETE', `/api-keys/${id}`)
