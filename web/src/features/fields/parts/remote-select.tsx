import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { listOptions } from '@/api/records'
import type { PickerItem } from '@/api/types'
import { exactFirst, fittest } from '@/lib/fit'
import { noAnswer } from '@/lib/no-answer'
import { problemText } from '@/lib/problem-text'
import { SearchedSelect } from '@/ui/antd/searched-select'
import { cx } from '@/ui/class-names'

/** Long enough to leave out the letters of a word typed in one go. */
const PAUSE_MS = 160

interface RemoteSelectProps {
  form: string
  field: string
  many: boolean
  value: string[]
  /** Titles of what is held, for before the list has been loaded. */
  titles: string[]
  onPick: (ids: string[], titles: string[]) => void
  onClose?: (() => void) | undefined
  inCell: boolean
  autoFocus?: boolean
  search?: string | undefined
  invalid?: boolean
  id?: string | undefined
  label: string
  extra?: PickerItem[]
  render: (title: string, hint: string | undefined, id: string) => ReactNode
}

/** Picks people or records: the server searches, also by pinyin. */
export function RemoteSelect(props: RemoteSelectProps) {
  const {
    form,
    field,
    many,
    value,
    titles,
    onPick,
    onClose,
    inCell,
    autoFocus,
    search: typed = '',
    invalid,
    id,
    label,
    extra = [],
    render,
  } = props
  const { t } = useTranslation()
  const [text, setText] = useState(typed)
  // A list that opens empties its search first.
  useEffect(() => setText(typed), [typed])
  const [asked, setAsked] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const known = useRef(new Map<string, string>())
  const options = useQuery({
    queryKey: keys.options(form, field, asked),
    queryFn: () => listOptions(form, field, asked),
    placeholderData: previous => previous,
  })
  const failure = noAnswer(options)
  const fresh = asked === text && options.isSuccess && !options.isPlaceholderData
  value.forEach((held, index) => {
    const title = titles[index]
    if (title && !known.current.has(held)) known.current.set(held, title)
  })
  for (const item of [...extra, ...(options.data ?? [])]) known.current.set(item.id, item.title)
  // What was found for something else does not stand where there will be no answer.
  const found = exactFirst((!failure && options.data) || [], asked, item => item.title)
  const items = [...fittest(extra, text, item => item.title), ...found]
  const title = (held: unknown) => known.current.get(String(held)) ?? ''
  const pick = (ids: string[]) => onPick(ids, ids.map(title))
  return (
    <SearchedSelect
      {...(id ? { id } : {})}
      aria-label={label}
      className={cx('w-full', inCell && 'cell-antd')}
      many={many}
      variant={inCell ? 'borderless' : 'outlined'}
      status={invalid ? 'error' : ''}
      autoFocus={autoFocus ?? false}
      defaultOpen={inCell && (autoFocus ?? false)}
      allowClear
      search={{
        text,
        onText: setText,
        fresh,
        failed: asked === text && failure !== undefined,
        first: items[0]?.id,
        ask: () => {
          setAsked(text)
          if (options.isError) void options.refetch()
        },
      }}
      popupMatchSelectWidth={inCell ? 260 : true}
      placeholder={t('fields:choose')}
      notFoundContent={failure ? problemText(failure) : t(fresh ? 'fields:nothing_found' : 'app:loading')}
      value={many ? value : (value[0] ?? null)}
      options={items.map(item => ({ value: item.id, label: item.title, hint: item.hint }))}
      optionRender={option =>
        render(String(option.label ?? ''), (option.data as { hint?: string }).hint, String(option.value))
      }
      labelRender={item => render(title(item.value), undefined, String(item.value))}
      onTake={one => {
        if (!many) pick([one])
        else pick(value.includes(one) ? value.filter(held => held !== one) : [...value, one])
      }}
      onChange={next => {
        pick(next === null || next === undefined ? [] : ([] as string[]).concat(next as string | string[]))
      }}
      onOpenChange={open => {
        if (!open) onClose?.()
      }}
    />
  )
}
