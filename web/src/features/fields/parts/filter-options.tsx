import { OptionSelect } from './option-select'
import { LIST_VALUE } from '../ops'
import type { FilterProps } from '../kind-ui'

export function OptionFilter({ field, form, op, value, onChange, label }: FilterProps) {
  return (
    <OptionSelect field={field} form={form} mode="form" label={label} many={LIST_VALUE.has(op)} value={value} onChange={next => onChange(next)} />
  )
}
