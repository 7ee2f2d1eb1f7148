import dayjs from 'dayjs'
import type { EditorProps } from '../kind-ui'

/** The phone's own wheel is better than any calendar we could draw. */
export function PhoneDateEditor({ field, value, onChange, id, invalid, label }: EditorProps) {
  const whole = field.kind.type === 'date'
  const format = whole ? 'YYYY-MM-DD' : 'YYYY-MM-DDTHH:mm'
  return (
    <input
      id={id}
      aria-label={id ? undefined : label}
      aria-invalid={invalid || undefined}
      type={whole ? 'date' : 'datetime-local'}
      value={typeof value === 'string' && value ? dayjs(value).format(format) : ''}
      onChange={event =>
        onChange(
          event.target.value ? (whole ? event.target.value : dayjs(event.target.value).toISOString()) : null,
        )
      }
      className="field-control"
    />
  )
}
