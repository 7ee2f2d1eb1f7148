import { http } from './http'
import type { Form, FormSummary, View, ViewLayout } from './types'

type Listed<T> = T[] | { items: T[] }
const items = <T>(answer: Listed<T>): T[] => (Array.isArray(answer) ? answer : answer.items)

export const listForms = () =>
  http<Listed<FormSummary>>('GET', '/forms').then(answer =>
    items(answer).sort((a, b) => a.position - b.position),
  )

export const getForm = (code: string) =>
  http<Form>('GET', `/forms/${code}`).then(form => ({
    ...form,
    groups: form.groups ?? [],
    views: form.views ?? [],
    actions: form.actions ?? [],
    can: form.can ?? {},
  }))

export const listViews = (form: string) => http<Listed<View>>('GET', `/forms/${form}/views`).then(items)
export type ViewBody = Partial<
  ViewLayout & Pick<View, 'id' | 'name' | 'shared' | 'position' | 'locked' | 'default'>
>
export const addView = (form: string, body: ViewBody) =>
  http<View>('POST', `/forms/${form}/views`, { body, creates: true })
export const updateView = (form: string, code: string, body: ViewBody) =>
  http<View>('PATCH', `/forms/${form}/views/${code}`, { body })
export const removeView = (form: string, code: string) => http<void>('DELETE', `/forms/${form}/views/${code}`)
