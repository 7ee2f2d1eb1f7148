import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, EyeOff, Filter as FilterIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { aggregate } from '@/api/records'
import type { Condition, Field, Sort } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { CheckBox } from '@/ui/controls'
import { Popover } from '@/ui/popover'
import { add, asGroup, isCondition, itemsOf, remove, replace } from '../filters/filter-document'
import type { ListState } from '../list-state'

interface HeaderPanelProps {
  list: ListState
  field: Field
  anchor: HTMLElement
  onClose: () => void
  onFilter: (field: Field) => void
}

/** What a column offers: sort, a list of its values with counts, hide. */
export function HeaderPanel({ list, field, anchor, onClose, onFilter }: HeaderPanelProps) {
  const { t } = useTranslation()
  const kind = kindOf(field)
  const row =
    'flex h-[30px] w-full items-center gap-2 rounded-6 px-2 text-left text-13 hover:bg-hover focus-visible:bg-hover focus-visible:outline-none'
  const order = (descending: boolean) => {
    const others: Sort[] = list.sort.filter(part => part.field !== field.code)
    list.setSort(
      [{ field: field.code, descending }, ...(list.search.sort === undefined ? [] : others)].slice(0, 3),
    )
    onClose()
  }
  const isTitle = field.code === list.form.title
  return (
    <Popover open anchor={anchor} onClose={onClose} label={words(field.name)} width={240}>
      <div className="p-1">
        {kind.sortable && (
          <>
            <button type="button" className={row} onClick={() => order(false)}>
              <ArrowUp size={15} className="text-fg-3" />
              {t('records:sort.ascending')}
            </button>
            <button type="button" className={row} onClick={() => order(true)}>
              <ArrowDown size={15} className="text-fg-3" />
              {t('records:sort.descending')}
            </button>
          </>
        )}
        {kind.ops !== 'none' && (
          <button
            type="button"
            className={row}
            onClick={() => {
              onClose()
              onFilter(field)
            }}
          >
            <FilterIcon size={15} className="text-fg-3" />
            {t('records:filter_by')}
          </button>
        )}
        {!isTitle && (
          <button
            type="button"
            className={row}
            onClick={() => {
              list.setColumns(list.columns.filter(column => column.field !== field.code))
              onClose()
            }}
          >
            <EyeOff size={15} className="text-fg-3" />
            {t('records:hide_column')}
          </button>
        )}
      </div>
      {kind.ops === 'one' && field.kind.type !== 'link' && <Values list={list} field={field} />}
    </Popover>
  )
}

/** The values that occur, with how often: ticking them filters, as in a spreadsheet. */
function Values({ list, field }: { list: ListState; field: Field }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const root = asGroup(list.filter)
  const at =
    'and' in root
      ? itemsOf(root).findIndex(item => isCondition(item) && item.field === field.code && item.op === 'in')
      : -1
  const held = at >= 0 ? (itemsOf(root)[at] as Condition) : undefined
  const chosen = new Set(Array.isArray(held?.value) ? held.value.map(String) : [])
  const { data } = useQuery({
    queryKey: ['values', list.form.code, field.code],
    queryFn: () => aggregate(list.form.code, { group: [{ field: field.code }], measures: [{ of: 'count' }] }),
    staleTime: 10_000,
  })
  const label = (code: string, shown: string | null | undefined) =>
    words(field.kind.options?.find(option => option.code === code)?.label) || shown || code
  const found = (data?.rows ?? [])
    .filter(row => row.keys.length > 0 && row.keys[0] !== null && row.keys[0] !== '')
    .map(row => ({
      code: String(row.keys[0]),
      label: label(String(row.keys[0]), row.display[0]),
      count: Number(row.values[0] ?? 0),
    }))
  const counts = new Map(found.map(value => [value.code, value]))
  const all = [
    ...(field.kind.options ?? [])
      .filter(o => !o.archived)
      .map(o => ({ code: o.code, label: words(o.label), count: counts.get(o.code)?.count ?? 0 })),
    ...found.filter(value => !field.kind.options?.some(option => option.code === value.code)),
  ].filter(value => value.label.toLowerCase().includes(text.trim().toLowerCase()))
  if (all.length === 0 && !text) return null
  const tick = (code: string) => {
    const next = chosen.has(code) ? [...chosen].filter(other => other !== code) : [...chosen, code]
    const condition: Condition = { field: field.code, op: 'in', value: next }
    const base = 'and' in root ? root : { and: [root] }
    list.setFilter(
      next.length === 0
        ? remove(base, [at])
        : at >= 0
          ? replace(base, [at], condition)
          : add(base, [], condition),
    )
  }
  return (
    <div className="border-t border-line p-1">
      <input
        className="field-control mb-1 h-8"
        placeholder={t('records:search_values')}
        aria-label={t('records:search_values')}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <div className="scroll-quiet max-h-56 overflow-y-auto">
        {all.slice(0, 200).map(value => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
          <label
            key={value.code}
            className="flex h-[30px] cursor-pointer items-center gap-2 rounded-6 px-2 text-13 hover:bg-hover"
          >
            <CheckBox
              checked={chosen.has(value.code)}
              onChange={() => tick(value.code)}
              label={value.label}
            />
            <span className="min-w-0 flex-1 truncate">{value.label}</span>
            <span className="tabular text-12 text-fg-3">{plainNumber(value.count)}</span>
          </label>
        ))}
      </div>
    </div>
  )
}
