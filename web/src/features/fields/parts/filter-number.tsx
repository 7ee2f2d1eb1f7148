import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeText } from '@/lib/problem-text'
import { cx } from '@/ui/class-names'
import type { FilterProps } from '../kind-ui'
import { parseDecimal } from './decimal'

export function NumberFilter({ op, value, onChange, label }: FilterProps) {
  const { t } = useTranslation()
  if (op === 'between') {
    const [from = '', to = ''] = Array.isArray(value) ? value.map(v => String(v ?? '')) : []
    return (
      <span className="flex items-center gap-1.5">
        <NumberBox
          label={`${label} ${t('filters:from')}`}
          value={from}
          onChange={next => onChange([next, to])}
        />
        <span className="text-fg-3">–</span>
        <NumberBox
          label={`${label} ${t('filters:to')}`}
          value={to}
          onChange={next => onChange([from, next])}
        />
      </span>
    )
  }
  return (
    <NumberBox
      label={label}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={onChange}
    />
  )
}

interface NumberBoxProps {
  label: string
  value: string
  /** Of each number on the way. */
  onChange?: (next: string) => void
  /** Of the number that was meant: with Enter, or when the box is left. */
  onDone?: (next: string) => void
  small?: boolean
}

/** One number as people type it; empty is none. */
export function NumberBox({ label, value, onChange, onDone, small = false }: NumberBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  useEffect(() => setText(old => ((parseDecimal(old) ?? '') === value ? old : value)), [value])
  const done = () => {
    const decimal = text.trim() === '' ? '' : parseDecimal(text)
    setWrong(decimal === undefined)
    if (decimal !== undefined && decimal !== value) onDone?.(decimal)
  }
  // While it is typed it is half a number at times; left so, it is none, and not what is asked for.
  const [wrong, setWrong] = useState(false)
  return (
    <input
      className={cx('field-control tabular', small && 'h-8 min-w-0 flex-1')}
      inputMode="decimal"
      aria-invalid={wrong || undefined}
      title={wrong ? codeText('not_a_number') : undefined}
      onBlur={done}
      onKeyDown={event => event.key === 'Enter' && onDone && done()}
      aria-label={label}
      placeholder={t('filters:number')}
      value={text}
      onChange={event => {
        setText(event.target.value)
        setWrong(false)
        const decimal = parseDecimal(event.target.value)
        if (decimal !== undefined || event.target.value === '') onChange?.(decimal ?? '')
      }}
    />
  )
}

/** Whole days since the last follow-up: a number, not a text. */
export function DaysFilter(props: FilterProps) {
  return <NumberFilter {...props} onChange={next => props.onChange(next === '' ? '' : Number(next))} />
}
