import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '@/api/types'
import { NO_VALUE, OPS, valueForOp } from '@/features/fields/ops'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { IconButton } from '@/ui/button'
import type { FilterField } from './filter-fields'
import { opWords } from './op-words'
import { useNames } from './use-names'
import { valueWords } from './value-words'

interface ConditionRowProps {
  form: string
  fields: FilterField[]
  condition: Condition
  lead: React.ReactNode
  /** Just added: the keyboard goes to its value. */
  fresh?: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
}

export function startCondition(field: FilterField): Condition {
  const op = OPS[kindOf(field).ops][0] ?? 'eq'
  return field.kind.type === 'yes_no' ? { field: field.code, op, value: true } : { field: field.code, op }
}

/** One part of the sentence: field, operator, value. */
export function ConditionRow(props: ConditionRowProps) {
  const { form, fields, condition, lead, onChange, onRemove } = props
  const { t } = useTranslation()
  const field = fields.find(candidate => candidate.code === condition.field)
  const kind = field && kindOf(field)
  const usable = fields.filter(candidate => kindOf(candidate).ops !== 'none')
  const value = useRef<HTMLSpanElement>(null)
  const names = useNames(fields, undefined)
  // A linked record's field is looked up where it lives.
  const home = field?.through
  return (
    <div className="flex items-start gap-2 max-md:flex-wrap">
      <span className="flex h-8 w-[66px] shrink-0 items-center justify-end text-13 text-fg-3 max-md:mr-auto max-md:h-11 max-md:justify-start">
        {lead}
      </span>
      <Select
        className="w-44 shrink-0 max-md:order-1 max-md:w-full"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('filters:field')}
        value={condition.field}
        popupMatchSelectWidth={260}
        options={choices(usable)}
        onChange={code => {
          const next = fields.find(candidate => candidate.code === code)
          if (next) onChange(startCondition(next))
        }}
      />
      {field && kind && (
        <>
          {OPS[kind.ops].length > 1 && (
            <Select
              className="w-32 shrink-0 max-md:order-1 max-md:w-full"
              aria-label={t('filters:operator')}
              value={condition.op}
              options={OPS[kind.ops].map(op => ({ value: op, label: opWords(kind.ops, op) }))}
              onChange={op => {
                const value = valueForOp(condition.op, op, condition.value)
                onChange(
                  value === undefined
                    ? { field: condition.field, op }
                    : { field: condition.field, op, value },
                )
              }}
            />
          )}
          <span ref={value} className="min-w-0 flex-1 max-md:order-1 max-md:basis-full">
            {!NO_VALUE.has(condition.op) && (
              <EditorPlace
                field={home?.field ?? field}
                form={home?.form ?? form}
                value={condition.value}
                shown={valueWords(field, condition, names)}
              >
                <kind.Filter
                  key={condition.op}
                  field={home?.field ?? field}
                  form={home?.form ?? form}
                  op={condition.op}
                  value={condition.value}
                  label={`${words(field.name)} ${opWords(kind.ops, condition.op)}`}
                  onChange={value => onChange({ field: condition.field, op: condition.op, value })}
                />
                {props.fresh && <OnceHere into={value} />}
              </EditorPlace>
            )}
          </span>
        </>
      )}
      <IconButton label={t('filters:remove')} onClick={onRemove} className="mt-0.5">
        <X size={14} />
      </IconButton>
    </div>
  )
}

/** Beside an editor: takes the keyboard there as soon as the editor's code has come. */
function OnceHere({ into }: { into: React.RefObject<HTMLElement | null> }) {
  useEffect(() => into.current?.querySelector<HTMLElement>('input, button')?.focus(), [into])
  return null
}

/** Own fields first, then those of each linked record under its name. */
function choices(fields: readonly FilterField[]) {
  const option = (field: FilterField) => ({ value: field.code, label: words(field.name) })
  const own = fields.filter(field => !field.through).map(option)
  const byLink = new Map<string, { label: string; options: { value: string; label: string }[] }>()
  for (const field of fields) {
    if (!field.through) continue
    const { link } = field.through
    const group = byLink.get(link.code) ?? { label: words(link.name), options: [] }
    group.options.push(option(field))
    byLink.set(link.code, group)
  }
  return [...own, ...byLink.values()]
}
