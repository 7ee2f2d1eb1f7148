import dayjs, { type Dayjs } from 'dayjs'
import { useRef } from 'react'
import { fromWall, wall } from '@/lib/zone'
import type { EditorProps } from '../kind-ui'
import { TypedDate } from './typed-date'

/** A day, or a moment when the field holds one. Typing 2026-11-21 works as well as picking. */
export function DateEditor({ field, form, value, onChange, onCommit, mode, ...rest }: EditorProps) {
  const whole = field.kind.type === 'date'
  const read = typeof value === 'string' && value ? (whole ? dayjs(value) : wall(value)) : null
  // While an unreadable text is the draft, the picker stays at what it was.
  const last = useRef<Dayjs | null>(null)
  if (read === null || read.isValid()) last.current = read
  const keep = mode === 'form' && form !== '' ? { onUnread: (text: string) => onChange(text) } : {}
  return (
    <TypedDate
      whole={whole}
      inCell={mode === 'cell'}
      autoFocus={rest.autoFocus ?? false}
      id={rest.id}
      invalid={rest.invalid ?? false}
      label={rest.label}
      value={last.current}
      onTake={(day, done) => {
        const next = day ? (whole ? day.format('YYYY-MM-DD') : fromWall(day)) : null
        onChange(next)
        if (done) onCommit?.(next)
      }}
      {...keep}
    />
  )
}
