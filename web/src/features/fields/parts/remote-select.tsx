import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { listOptions } from '@/api/records'
import type { PickerItem } from '@/api/types'
import { useDebounced } from '@/lib/use-debounced'
import { Select } from '@/ui/antd/select'
import { cx } from '@/ui/class-names'

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
  const search = useDebounced(text, 160)
  const known = useRef(new Map<string, string>())
  const options = useQuery({
    queryKey: keys.options(form, field, search),
    queryFn: () => listOptions(form, field, search),
    placeholderData: previous => previous,
  })
  value.forEach((held, index) => {
    const title = titles[index]
    if (title && !known.current.has(held)) known.current.set(held, title)
  })
  for (const item of [...extra, ...(options.data ?? [])]) known.current.set(item.id, item.title)
  const items = [...(text ? [] : extra), ...(options.data ?? [])]
  const title = (held: unknown) => known.current.get(String(held)) ?? ''
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      className={cx('w-full', inCell && 'cell-antd')}
      {...(many ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
      variant={inCell ? 'borderless' : 'outlined'}
      status={invalid ? 'error' : ''}
      autoFocus={autoFocus ?? false}
      defaultOpen={inCell && (autoFocus ?? false)}
      allowClear
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      popupMatchSelectWidth={inCell ? 260 : true}
      placeholder={t('fields:choose')}
      notFoundContent={options.isPending ? t('app:loading') : t('fields:nothing_found')}
      value={many ? value : (value[0] ?? null)}
      options={items.map(item => ({ value: item.id, label: item.title, hint: item.hint }))}
      optionRender={option =>
        render(String(option.label ?? ''), (option.data as { hint?: string }).hint, String(option.value))
      }
      labelRender={item => render(title(item.value), undefined, String(item.value))}
      onChange={next => {
        const ids =
          next === null || next === undefined ? [] : ([] as string[]).concat(next as string | string[])
        onPick(ids, ids.map(title))
      }}
      onOpenChange={open => {
        if (!open) onClose?.()
      }}
    />
  )
}
