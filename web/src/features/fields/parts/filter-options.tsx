import type { FilterProps } from '../kind-ui'
import { LIST_VALUE } from '../ops'
import { OptionSelect } from './option-select'

export function OptionFilter({ field, form, op, value, onChange, label }: FilterProps) {
  return (
    <OptionSelect
      field={field}
      form={form}
      mode="form"
      label={label}
      many={LIST_VALUE.has(op)}
      value={value}
      onChange={next => onChange(next)}
    />
  )
}
