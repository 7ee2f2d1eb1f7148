import type { Field, Form, View } from '@/api/types'
import { allFields, fieldByCode } from '@/features/fields/system-fields'
import { fallbackView } from '../list-state'
import { openingView } from '../views/layout'

/** Beside the title: what fits on a small desktop. */
const MOST = 5
/** Nobody owns what lies here, and nothing is planned for it. */
const EMPTY_HERE = ['owner', 'department', 'next_activity_at', 'idle_days']

/** The fields that one may ask for in the pool. */
export function poolFields(form: Form): Field[] {
  const masked = form.pool?.mask ?? []
  return allFields(form).filter(field => !masked.includes(field.code) && !EMPTY_HERE.includes(field.code))
}

/** What a row of the pool shows beside its title: the columns that the list opens with, as far as the pool has them. */
export function poolColumns(form: Form, views: readonly View[]): Field[] {
  const shown = poolFields(form).map(field => field.code)
  const view = openingView(views) ?? fallbackView(form)
  return (view.columns ?? [])
    .map(column => column.field)
    .filter(code => code !== form.title && shown.includes(code))
    .slice(0, MOST)
    .map(code => fieldByCode(form, code))
    .filter(field => field !== undefined)
}
