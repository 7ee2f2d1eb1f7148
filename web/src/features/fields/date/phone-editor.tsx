import dayjs from 'dayjs'
import { fromWall, wall } from '@/lib/zone'
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
      value={typeof value === 'string' && value ? (whole ? dayjs(value) : wall(value)).format(format) : ''}
      onChange={event =>
        onChange(
          event.target.value ? (whole ? event.target.value : fromWall(dayjs(event.target.value))) : null,
        )
      }
      className="field-control"
    />
  )
}
