import type { Field } from '@/api/types'
import { usePhone } from '@/lib/use-media'
import { EditorPlace } from '../parts/editor-place'
import { DateLater, TimeLater } from '../parts/lazy-parts'
import { PhoneDateEditor } from './phone-editor'

interface MomentInputProps {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}

const of = (type: 'date' | 'date_time' | 'text'): Field => ({
  id: type,
  code: type,
  name: {},
  kind: { type },
})
const DAY = of('date')
const TIME = of('text')
const MOMENT = of('date_time')

/** A day where no field asks for one: 2026-11-21. */
export const DayInput = (props: MomentInputProps) => <AnyInput field={DAY} {...props} />

/** A moment where no field asks for one, in UTC. */
export const MomentInput = (props: MomentInputProps) => <AnyInput field={MOMENT} {...props} />

function AnyInput({ field, label, value, onChange }: MomentInputProps & { field: Field }) {
  const phone = usePhone()
  const Editor = phone ? PhoneDateEditor : DateLater
  return (
    <EditorPlace field={field} form="" value={value}>
      <Editor
        field={field}
        form=""
        mode="form"
        label={label}
        value={value ?? null}
        display={null}
        onChange={next => onChange(typeof next === 'string' ? next : undefined)}
      />
    </EditorPlace>
  )
}

/** A time of day: 09:30; empty where none is said. */
export function TimeInput({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const phone = usePhone()
  if (phone) {
    return (
      <input
        type="time"
        aria-label={label}
        className="field-control"
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    )
  }
  return (
    <EditorPlace field={TIME} form="" value={value}>
      <TimeLater label={label} value={value} onChange={onChange} />
    </EditorPlace>
  )
}
