import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { type Control, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import { findSimilar } from '@/api/records'
import type { Form, Similar } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { useDebounced } from '@/lib/use-debounced'
import { usePhone } from '@/lib/use-media'
import type { Typed, Values } from './draft'

const LEAST_CHARACTERS = 3

/** Many companies share a short name: it says nothing. */
const isCompared = (meaning: string | undefined) => meaning !== undefined && meaning !== 'alias'

/** While typing: is this customer already here, and whose is it? */
export function SimilarHint({ form, control }: { form: Form; control: Control<Typed> }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const watched = form.fields
    .filter(
      field =>
        !field.archived &&
        (field.code === form.title || field.kind.type === 'phone' || isCompared(field.kind.meaning)),
    )
    .map(field => field.code)
  const typed = useWatch({ control, name: watched })
  const values = Object.fromEntries(
    watched
      .map((code, index) => [code, typed[index] ?? null])
      .filter(([, value]) => typeof value === 'string' && value.trim().length >= LEAST_CHARACTERS),
  )
  const asked = useDebounced(JSON.stringify(values), 350)
  const { data } = useQuery({
    queryKey: ['similar', form.code, asked],
    queryFn: () => findSimilar(form.code, JSON.parse(asked) as Values),
    enabled: asked !== '{}' && !isBlank(asked),
    placeholderData: previous => (asked === '{}' ? undefined : previous),
    retry: false,
  })
  if (!data || data.length === 0 || asked === '{}') return null
  return (
    <div role="status" className="mb-4 rounded-8 bg-warn-soft px-3 py-2 text-13 text-warn">
      <p className="flex items-center gap-1.5 font-medium">
        <TriangleAlert size={14} aria-hidden="true" />
        {t('records:similar.title', { count: data.length })}
      </p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {data.slice(0, 3).map(item => (
          <li key={item.id} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <Link
              to="/f/$form/$id"
              params={{ form: item.form, id: item.id }}
              // Browsers inside other apps have no second window.
              target={phone ? undefined : '_blank'}
              className="min-w-0 truncate text-fg underline underline-offset-2"
            >
              {item.title}
            </Link>
            <Explained item={item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Explained({ item }: { item: Similar }) {
  const { t } = useTranslation()
  const { data: form } = useQuery(formQuery(item.form))
  const free = form?.pool
    ? t('records:similar.in_pool', { pool: words(form.pool.name) })
    : t('records:similar.free')
  const same = t('records:similar.same', {
    what: item.because.map(cause => t(`records:similar.${cause.kind}`)).join(t('filters:list_separator')),
  })
  const owner = item.owner ? t('records:similar.owned', { name: item.owner.name }) : free
  const last = item.last_activity_at
    ? t('records:similar.last', { when: relativeTime(item.last_activity_at) })
    : ''
  return (
    <span className="text-12">
      {[same, owner, last].filter(Boolean).join(t('records:similar.separator'))}
    </span>
  )
}
