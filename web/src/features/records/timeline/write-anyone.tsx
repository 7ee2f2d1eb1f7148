import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formQuery, formsQuery, keys, recordQuery } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { FormSummary } from '@/api/types'
import { search } from '@/api/workspace'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { useDebounced } from '@/lib/use-debounced'
import { TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { FormIcon } from '@/ui/form-icon'
import { ErrorState } from '@/ui/states'
import { titleOf } from '../detail/record-view'
import { WriteSheet } from './write-sheet'

interface Chosen {
  form: string
  id: string
}
interface Found extends Chosen {
  title: string
  hint?: string | undefined
}

/** 写跟进 from anywhere: first whom it is about, then the follow-up itself. */
export function WriteAnyone({ onClose }: { onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen>()
  if (chosen) return <Write {...chosen} onClose={onClose} />
  return <Choose onChoose={setChosen} onClose={onClose} />
}

function Choose({ onChoose, onClose }: { onChoose: (chosen: Chosen) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const composition = useComposition(() => setAsked(input.current?.value ?? ''))
  const q = useDebounced(asked.trim(), 180)
  const { data: forms } = useQuery(formsQuery)
  const hits = useQuery({
    queryKey: ['search', q],
    queryFn: () => search(q),
    enabled: q.length > 0,
    placeholderData: previous => previous,
  })
  const lately = useLately(forms?.slice(0, 2) ?? [])
  const found: Found[] = q ? (hits.data ?? []) : lately
  return (
    <Dialog open onClose={onClose} title={t('offline:write.about')} tall>
      <TextInput
        ref={input}
        type="search"
        data-autofocus=""
        aria-label={t('offline:write.find')}
        placeholder={t('offline:write.find')}
        value={text}
        onChange={event => {
          setText(event.target.value)
          if (!composition.isComposing()) setAsked(event.target.value)
        }}
        {...composition.handlers}
      />
      {hits.error && q && <ErrorState error={hits.error} onRetry={() => void hits.refetch()} />}
      <p className="mb-1 mt-4 text-12 text-fg-3" role="status">
        {!q && t('offline:write.lately')}
        {q && hits.data?.length === 0 && t('app:palette.nothing')}
      </p>
      <ul className="-mx-2">
        {found.map(item => (
          <li key={item.id}>
            <button
              type="button"
              onClick={() => onChoose({ form: item.form, id: item.id })}
              className="flex min-h-13 w-full items-center gap-3 rounded-8 px-2 text-left active:bg-hover"
            >
              <FormIcon
                name={forms?.find(form => form.code === item.form)?.icon || item.form}
                size={18}
                className="shrink-0 text-fg-3"
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-14 font-medium">{item.title}</span>
                <span className="block truncate text-12 text-fg-3">
                  {[words(forms?.find(form => form.code === item.form)?.name), item.hint]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** What is mine and was worked on last: most often it is one of these. */
function useLately(forms: FormSummary[]): Found[] {
  const client = useQueryClient()
  const answers = useQueries({
    queries: forms.map(form => ({
      queryKey: keys.page(form.code, 'lately', 0),
      queryFn: async (): Promise<Found[]> => {
        const [full, { items }] = await Promise.all([
          client.ensureQueryData(formQuery(form.code)),
          queryRecords(form.code, {
            filter: { field: 'owner', op: 'eq', value: 'me' },
            sort: [{ field: 'updated_at', descending: true }],
            size: 5,
            count: 'none',
          }),
        ])
        return items.map(record => ({ form: form.code, id: record.id, title: titleOf(full, record) }))
      },
    })),
  })
  return answers.flatMap(answer => answer.data ?? [])
}

function Write({ form: code, id, onClose }: Chosen & { onClose: () => void }) {
  const { t } = useTranslation()
  const form = useQuery(formQuery(code))
  const record = useQuery(recordQuery(code, id))
  const error = form.error ?? record.error
  if (form.data && record.data) return <WriteSheet form={form.data} record={record.data} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title={t('records:write_activity')}>
      {error ? <ErrorState error={error} /> : <div className="h-40" />}
    </Dialog>
  )
}
