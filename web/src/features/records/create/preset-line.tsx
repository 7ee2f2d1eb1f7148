import type { Form, Value } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'

type Values = Record<string, Value>

/** Of a preset what the dialog has no control for: when to follow up. */
export function beside(form: Form, preset: Values): Values {
  const apart = (code: string) => code !== 'owner' && fieldByCode(form, code)?.system
  return Object.fromEntries(Object.entries(preset).filter(([code]) => apart(code)))
}

/** Says what a new record begins with and the dialog does not show. */
export function PresetLine({ form, preset }: { form: Form; preset: Values }) {
  const told = Object.entries(beside(form, preset)).flatMap(([code, value]) => {
    const field = fieldByCode(form, code)
    return field ? [{ field, value }] : []
  })
  if (told.length === 0) return null
  return (
    <p className="mb-4 flex flex-wrap gap-x-4 text-13 text-fg-3">
      {told.map(({ field, value }) => {
        const { Cell } = kindOf(field)
        return (
          <span key={field.code} className="inline-flex gap-1.5">
            {words(field.name)}
            <span className="text-fg">
              <Cell field={field} form={form.code} record="" value={value} display={null} />
            </span>
          </span>
        )
      })}
    </p>
  )
}
