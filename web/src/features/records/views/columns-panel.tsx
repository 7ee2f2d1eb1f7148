import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'
import { CheckBox } from '@/ui/controls'
import type { ListState } from '../list-state'

/** Which columns, in which order. Shown ones first, as they stand in the list. */
export function ColumnsPanel({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const shown = list.columns.map(column => column.field)
  const rest = list.fields.filter(field => !shown.includes(field.code))
  const all = [
    ...shown.map(code => list.fields.find(field => field.code === code)).filter(field => field !== undefined),
    ...rest,
  ]
  const matching = all.filter(field => words(field.name).toLowerCase().includes(text.trim().toLowerCase()))
  const move = (at: number, by: number) => {
    const next = [...list.columns]
    const [column] = next.splice(at, 1)
    if (column) next.splice(at + by, 0, column)
    list.setColumns(next)
  }
  return (
    <div className="w-full p-2 md:w-72">
      <input
        className="field-control mb-1"
        placeholder={t('records:columns.search')}
        aria-label={t('records:columns.search')}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <ul className="scroll-quiet max-h-[50vh] overflow-y-auto">
        {matching.map(field => {
          const at = shown.indexOf(field.code)
          const title = field.code === list.form.title
          const Icon = kindOf(field).icon
          return (
            <li
              key={field.code}
              className="group flex h-8 items-center gap-2 rounded-6 px-2 hover:bg-hover max-md:h-11"
            >
              {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
              <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-2 text-13">
                <CheckBox
                  checked={at >= 0}
                  label={words(field.name)}
                  onChange={on => {
                    if (title) return
                    list.setColumns(
                      on
                        ? [...list.columns, { field: field.code }]
                        : list.columns.filter(column => column.field !== field.code),
                    )
                  }}
                />
                <Icon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
                <span className="truncate">{words(field.name)}</span>
              </label>
              {at > 0 && (
                <span className="hidden items-center group-focus-within:flex group-hover:flex">
                  <IconButton
                    size="small"
                    label={t('records:columns.up', { field: words(field.name) })}
                    disabled={at < 2}
                    onClick={() => move(at, -1)}
                  >
                    <ArrowUp size={13} />
                  </IconButton>
                  <IconButton
                    size="small"
                    label={t('records:columns.down', { field: words(field.name) })}
                    disabled={at === shown.length - 1}
                    onClick={() => move(at, 1)}
                  >
                    <ArrowDown size={13} />
                  </IconButton>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
