import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Form, Option, RecordFull, Value } from '@/api/types'
import '../kanban/words'
import { recordValue } from '@/features/fields/field-values'
import { useAtHand } from '@/lib/at-hand'
import { belongsToInputMethod } from '@/lib/composition'
import { hasMod } from '@/lib/keys'
import { words } from '@/lib/label'
import { Arriving } from '@/ui/arriving'
import { toast } from '@/ui/toast'
import { missingFor, neededBy } from '../edit/needs'
import { lastOf } from '../edit/undo-stack'
import type { Save } from '../edit/use-save'
import { useUndo } from '../edit/use-undo'
import { actionTo } from './by-hand'
import { ConvertDialog, NeedsForm } from './record-dialogs'
import { titleOf } from './record-view'
import { lookOf, StageStep, scrollTo, stageByKey } from './stage-step'

type Values = Record<string, Value>

interface StageBarProps {
  form: Form
  field: Field
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** A stage that asks for more before it takes the record. */
interface Asked {
  option: Option
  fields: Field[]
  anchor: HTMLElement
}

/** The path through the stages: one segment each, filled up to where the record stands. A press moves it, or opens what leads there. */
export function StageBar({ form, field, record, save, canEdit }: StageBarProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [acting, setActing] = useState<Form['actions'][number]>()
  const { undo, redo, undoStep } = useUndo(form, save, record.id)
  useAtHand(canEdit, () => [NeedsForm])
  const move = async (option: Option, anchor: HTMLElement, values: Values = {}, shown = {}) => {
    const change: Values = { ...values, [field.code]: option.code }
    const missing = missingFor(form, record, change)
    let needed = missing
    if (missing.length === 0) {
      const taken = await save(
        record,
        change,
        { ...shown, [field.code]: words(option.label) },
        {
          refused: error => {
            needed = neededBy(form, error)
            return needed.length > 0
          },
        },
      )
      const step = taken ? lastOf(form.code, record.id) : undefined
      if (step)
        toast(t('kanban:moved', { title: titleOf(form, record), column: words(option.label) }), {
          step,
          action: { label: t('app:undo'), run: () => void undoStep(step) },
        })
    }
    setAsked(needed.length > 0 ? { option, fields: needed, anchor } : null)
  }
  const current = recordValue(record, field.code)
  const options = (field.kind.options ?? []).filter(option => !option.archived || option.code === current)
  const at = options.findIndex(option => option.code === current)
  const closed = options[at]?.closed
  const bar = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the record stands is brought into sight when it moves
  useEffect(() => {
    const box = bar.current
    if (!box) return
    const steps = [...box.querySelectorAll<HTMLElement>('button')]
    const places = steps.map(({ offsetLeft: start, offsetWidth }) => ({ start, end: start + offsetWidth }))
    const here = steps.findIndex(step => step.ariaCurrent === 'step')
    box.scrollLeft = scrollTo(places, here, box.clientWidth)
  }, [current])
  const [focused, setFocused] = useState<number>()
  const stop = focused ?? Math.max(at, 0)
  const firstEnd = options.findIndex(option => option.closed)
  const onKey = (event: React.KeyboardEvent) => {
    const key = event.key.toLowerCase()
    if (hasMod(event) && (key === 'z' || key === 'y') && !belongsToInputMethod(event)) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) redo()
      else undo()
      return
    }
    const to = stageByKey(event.key, stop, options.length)
    if (to === undefined) return
    event.preventDefault()
    setFocused(to)
    bar.current?.querySelectorAll<HTMLElement>('button')[to]?.focus()
  }
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={words(field.name)}
      onKeyDown={onKey}
      onBlur={event => !event.currentTarget.contains(event.relatedTarget) && setFocused(undefined)}
      className="no-scrollbar relative flex gap-0.5 overflow-x-auto"
    >
      {options.map((option, index) => (
        <StageStep
          key={option.code}
          option={option}
          look={lookOf(options, index, at, closed)}
          first={index === 0 || index === firstEnd}
          last={index === options.length - 1 || index === firstEnd - 1}
          apart={index > 0 && index === firstEnd}
          tabbable={index === stop}
          still={!canEdit || index === at}
          label={
            index === at
              ? words(option.label)
              : words(actionTo(form, field.code, option.code, record)?.name) ||
                t('records:move_to', { stage: words(option.label) })
          }
          onPick={anchor => {
            const action = actionTo(form, field.code, option.code, record)
            if (action) setActing(action)
            else void move(option, anchor)
          }}
        />
      ))}
      <Arriving>
        {acting && (
          <ConvertDialog form={form} record={record} action={acting} onClose={() => setActing(undefined)} />
        )}
        {asked && (
          <NeedsForm
            form={form.code}
            record={record}
            fields={asked.fields}
            to={words(asked.option.label)}
            anchor={asked.anchor}
            onDone={(values, shown) => void move(asked.option, asked.anchor, values, shown)}
            onClose={() => setAsked(null)}
          />
        )}
      </Arriving>
    </div>
  )
}
