import { words } from '@/lib/label'
import { Pill } from '@/ui/pill'
import type { CellProps } from '../kind-ui'
import { optionOf } from './option-list'

export function OptionCell({ field, value, display }: CellProps) {
  if (value === null || value === undefined || value === '') return null
  const option = optionOf(field, value)
  return <Pill hue={option?.hue}>{option ? words(option.label) : (display ?? String(value))}</Pill>
}

export function OptionsCell({ field, value }: CellProps) {
  if (!Array.isArray(value) || value.length === 0) return null
  return (
    <span className="flex min-w-0 items-center gap-1 overflow-hidden">
      {value.map(code => {
        const option = optionOf(field, code)
        return (
          <Pill key={String(code)} hue={option?.hue}>
            {option ? words(option.label) : String(code)}
          </Pill>
        )
      })}
    </span>
  )
}
