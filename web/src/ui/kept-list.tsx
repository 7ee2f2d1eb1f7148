import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import { relativeTime } from '@/lib/format'
import { keptReason } from '@/lib/kept-text'
import { words } from '@/lib/label'

const SHOWN = 8

interface Kept {
  form: string
  id: string
  title: string
  by?: string | { name: string } | null
  at?: string | null
  code: string
  field?: string | null
  params?: Record<string, unknown>
}

/** Records that an undo leaves as they are, each with the reason; those out of sight are only counted. */
export function KeptList({ kept, count }: { kept: readonly Kept[]; count: number }) {
  const { t } = useTranslation()
  const shown = kept.slice(0, SHOWN)
  return (
    <ul className="mt-1.5 text-13 text-fg-2">
      {shown.map(record => (
        <KeptRow key={record.id} kept={record} />
      ))}
      {count > shown.length && (
        <li className="text-12 text-fg-3">{t('acts:kept.more', { count: count - shown.length })}</li>
      )}
    </ul>
  )
}

function KeptRow({ kept: { form: code, field, ...kept } }: { kept: Kept }) {
  const { data: form } = useQuery(formQuery(code))
  const nameOf = (wanted: string) => {
    const found = form?.fields.find(other => other.code === wanted)
    return found && words(found.name)
  }
  const by = typeof kept.by === 'string' ? kept.by : kept.by?.name
  const since = [by, kept.at && relativeTime(kept.at)].filter(Boolean).join(' · ')
  return (
    <li className="flex justify-between gap-3">
      <span className="truncate">{kept.title}</span>
      <span className="shrink-0 text-12 text-fg-3">
        {kept.code === 'changed_since' && since
          ? since
          : keptReason(field ? { ...kept, field } : kept, nameOf)}
      </span>
    </li>
  )
}
