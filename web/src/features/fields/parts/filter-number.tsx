import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeText } from '@/lib/problem-text'
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

function NumberBox({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (next: string) => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  // While it is typed it is half a number at times; left so, it is none, and not what is asked for.
  const [wrong, setWrong] = useState(false)
  return (
    <input
      className="field-control tabular"
      inputMode="decimal"
      aria-invalid={wrong || undefined}
      title={wrong ? codeText('not_a_number') : undefined}
      onBlur={() => setWrong(text.trim() !== '' && parseDecimal(text) === undefined)}
      aria-label={label}
      placeholder={t('filters:number')}
      value={text}
      onChange={event => {
        setText(event.target.value)
        setWrong(false)
        const decimal = parseDecimal(event.target.value)
        if (decimal !== undefined || event.target.value === '') onChange(decimal ?? '')
      }}
    />
  )
}

/** Whole days since the last follow-up: a number, not a text. */
export function DaysFilter(props: FilterProps) {
  return <NumberFilter {...props} onChange={next => props.onChange(next === '' ? '' : Number(next))} />
}
