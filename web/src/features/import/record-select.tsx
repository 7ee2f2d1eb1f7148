import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unmatched } from '@/api/import-types'
import { formQuery } from '@/api/queries'
import { getRecord, queryRecords } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { exactFirst, fittest } from '@/lib/fit'
import { noAnswer } from '@/lib/no-answer'
import { problemText } from '@/lib/problem-text'
import { SearchedSelect } from '@/ui/antd/searched-select'

const FOUND = 12

export interface Choices {
  label: string
  options: { value: string; label: string }[]
}

interface RecordSelectProps {
  form: string
  /** The field that the column is matched with; null = the title. */
  by: string | null
  match: Unmatched
  label: string
  /** What can be done besides naming a record. */
  last: Choices
  onChange: (to: string) => void
}

/** A record in place of a word: near ones at first, any other by searching. */
export function RecordSelect({ form, by, match, label, last, onChange }: RecordSelectProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])
  const known = useRef(new Map<string, string>())
  const { data: shape } = useQuery(formQuery(form))
  const field = by ?? shape?.title ?? ''
  const found = useQuery({
    queryKey: ['records', form, 'pick', field, search],
    queryFn: ({ signal }) => queryRecords(form, { search, size: FOUND, fields: [field] }, signal),
    enabled: open && search !== '' && field !== '',
    placeholderData: before => before,
  })
  const held = match.to?.startsWith('rec_') ? match.to : undefined
  const one = useQuery({
    queryKey: ['record', form, held],
    queryFn: () => getRecord(form, held ?? ''),
    // One that was picked earlier, in another visit, is known by its id alone.
    enabled: held !== undefined && !known.current.has(held) && !match.near.some(({ id }) => id === held),
  })
  const title = ({ display }: Pick<RecordRow, 'display'>) => display[field] ?? ''
  const near = match.near.map(({ id, title }) => ({ value: id, label: title }))
  const failure = search !== '' ? noAnswer(found) : undefined
  const rows = search && !failure ? (found.data?.items ?? []) : []
  const results = rows.map(row => ({ value: row.id, label: title(row) || t('import:links.untitled') }))
  if (one.data) known.current.set(one.data.id, title(one.data))
  for (const { value, label } of [...near, ...results]) known.current.set(value, label)
  const nameOf = (choice: { label: string }) => choice.label
  const nearest = fittest(near, search, nameOf)
  const others = exactFirst(
    results.filter(r => !near.some(n => n.value === r.value)),
    search,
    nameOf,
  )
  const groups: Choices[] = [
    { label: t('import:links.near'), options: nearest },
    { label: t('import:links.found'), options: others },
    last,
  ].filter(group => group.options.length > 0)
  const unfound = failure && {
    label: t('import:links.found'),
    options: [{ value: '', label: problemText(failure), disabled: true }],
  }
  return (
    <SearchedSelect<string | null>
      className="w-full"
      aria-label={label}
      status={match.to === null ? 'warning' : ''}
      placeholder={t('import:links.choose')}
      search={{
        text,
        onText: setText,
        fresh: search === text.trim() && (search === '' || (found.isSuccess && !found.isPlaceholderData)),
        failed: search === text.trim() && failure !== undefined,
        first: (nearest[0] ?? others[0])?.value,
        ask: () => setSearch(text.trim()),
      }}
      onTake={onChange}
      value={match.to}
      labelRender={item => known.current.get(String(item.value)) ?? item.label ?? ''}
      loading={found.isFetching}
      options={unfound ? [...groups.slice(0, -1), unfound, last] : groups}
      onOpenChange={next => {
        setOpen(next)
        if (!next) setText('')
      }}
      onChange={to => to && onChange(to)}
    />
  )
}
