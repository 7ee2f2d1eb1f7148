import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '@/ui/antd/select'
import { cx } from '@/ui/class-names'
import { Pill } from '@/ui/pill'
import type { EditorProps } from '../kind-ui'
import { choicesOf, optionOf } from './option-list'

/** Picks one or several options. One pick is a commit; several are committed when the list closes. */
export function OptionSelect({
  field,
  value,
  onChange,
  onCommit,
  mode,
  autoFocus,
  search = '',
  id,
  invalid,
  label,
  many,
}: EditorProps & { many: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState(search)
  // A list that opens empties its search first.
  useEffect(() => setText(search), [search])
  const held = Array.isArray(value) ? value.map(String) : value ? [String(value)] : []
  const choices = choicesOf(field, held)
  const pill = (code: unknown) => {
    const option = choices.find(choice => choice.value === code)
    return option ? <Pill hue={option.hue}>{option.label}</Pill> : <span>{String(code)}</span>
  }
  const inCell = mode === 'cell'
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
      showSearch={{ optionFilterProp: 'label', searchValue: text, onSearch: setText }}
      popupMatchSelectWidth={inCell ? (choices.some(choice => choice.reachedBy) ? 260 : 200) : true}
      placeholder={t('fields:choose')}
      value={many ? held : (held[0] ?? null)}
      options={choices}
      optionRender={({ value: code, data }) =>
        data.reachedBy ? (
          <span
            className="flex items-center justify-between gap-2"
            title={t('problems:made_by_action', { option: data.label, action: data.reachedBy })}
          >
            <span className="shrink-0 opacity-50">{pill(code)}</span>
            <span className="truncate text-12 text-fg-3">
              {t('fields:reached_by', { action: data.reachedBy })}
            </span>
          </span>
        ) : (
          pill(code)
        )
      }
      labelRender={item => pill(item.value)}
      {...(many ? { tagRender: item => <span className="mr-1 inline-flex">{pill(item.value)}</span> } : {})}
      onChange={next => {
        const picked = many ? ((next as string[] | null) ?? []) : ((next as string | null) ?? null)
        const shown = (Array.isArray(picked) ? picked : [picked])
          .map(code => choices.find(c => c.value === code)?.label ?? '')
          .join('、')
        onChange(picked, shown)
        if (!many) onCommit?.(picked, shown)
      }}
      onOpenChange={open => {
        if (!open && many) onCommit?.()
      }}
    />
  )
}

export function OptionPill({
  field,
  code,
  display,
}: {
  field: EditorProps['field']
  code: unknown
  display?: string | null | undefined
}) {
  const option = optionOf(field, code)
  if (!option) return <span className="truncate">{display ?? String(code ?? '')}</span>
  const [choice] = choicesOf({ ...field, kind: { ...field.kind, options: [{ ...option, archived: false }] } })
  return <Pill hue={option.hue}>{choice?.label ?? ''}</Pill>
}
