import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import type { Field, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { kindOf } from '@/features/fields/registry'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { useLeaving } from '@/lib/use-leaving'
import { Button } from '@/ui/button'
import { Popover } from '@/ui/popover'
import { tellingActions } from '../detail/by-hand'
import type { Step } from './grid-state'

interface CellHostProps {
  field: Field
  form: string
  record: RecordRow
  /** What was typed on the cell before its list was there. */
  search?: string | undefined
  onCommit: (value: Value, step: Step | undefined, display?: string) => void
  onCancel: () => void
}

const ANTD = '.ant-select-dropdown, .ant-picker-dropdown'

/** Hosts the editors that are not one line of text: lists, pickers, long texts, files. */
export function CellHost({ field, form, record, search, onCommit, onCancel }: CellHostProps) {
  const { t } = useTranslation()
  const kind = kindOf(field)
  const { data: definition } = useQuery({ ...formQuery(form), enabled: field.kind.options !== undefined })
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [first] = useState<{ value: Value; display?: string | undefined }>(() => ({
    value: recordValue(record, field.code) ?? null,
    display: displayOf(record, field.code) ?? undefined,
  }))
  const [draft, setDraft] = useState(first)
  const latest = useRef(draft)
  const done = useRef(false)
  const composition = useComposition()
  const change = (value: Value, display?: string) => {
    latest.current = { value, display }
    setDraft(latest.current)
  }
  const commit = (step?: Step) => {
    if (done.current) return
    done.current = true
    onCommit(latest.current.value, step, latest.current.display)
  }
  const cancel = () => {
    if (done.current) return
    done.current = true
    onCancel()
  }
  // The cell may be scrolled away, or its record leave the list: what was put in goes where it was put.
  const settled = useRef(draft)
  useLeaving(() => {
    if (composition.isComposing()) latest.current = settled.current
    if (latest.current === first) cancel()
    else commit()
  })
  const composing = {
    ...composition.handlers,
    onCompositionStart: () => {
      composition.handlers.onCompositionStart()
      settled.current = latest.current
    },
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation()
    if (composition.isComposing(event)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      cancel()
    } else if (event.key === 'Tab' && kind.editsIn === 'cell') {
      event.preventDefault()
      commit(event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Enter' && !kind.ownsEnter && !event.shiftKey) {
      event.preventDefault()
      commit('down')
    }
  }
  const editor = (
    <EditorPlace
      focused
      waiting={null}
      field={field}
      form={form}
      record={record.id}
      value={draft.value}
      display={draft.display}
    >
      <kind.Editor
        field={definition ? tellingActions(definition, field, record) : field}
        form={form}
        record={record.id}
        mode="cell"
        autoFocus
        search={search}
        label={words(field.name)}
        value={draft.value}
        display={draft.display}
        onChange={change}
        onCommit={(value, display) => {
          if (value !== undefined) change(value, display)
          if (kind.editsIn === 'cell') commit()
        }}
      />
    </EditorPlace>
  )
  if (kind.editsIn === 'panel') {
    return (
      <div ref={setAnchor} className="absolute inset-0">
        <Popover
          open={anchor !== null}
          anchor={anchor}
          onClose={() => commit()}
          label={words(field.name)}
          width={Math.max(320, anchor?.offsetWidth ?? 0)}
        >
          <div onKeyDown={onKeyDown} {...composing}>
            {editor}
            <div className="flex justify-end gap-2 border-t border-line p-2">
              <Button size="small" onClick={cancel}>
                {t('app:cancel')}
              </Button>
              <Button size="small" look="primary" onClick={() => commit()}>
                {t('app:save')}
              </Button>
            </div>
          </div>
        </Popover>
      </div>
    )
  }
  return (
    <div
      className="absolute inset-0 bg-surface"
      onKeyDown={onKeyDown}
      {...composing}
      onBlur={event => {
        const to = event.relatedTarget as HTMLElement | null
        if (event.currentTarget.contains(to) || to?.closest(ANTD)) return
        // A press inside a list drawn elsewhere on the page moves no focus: only a real departure is a commit.
        if (to) commit()
      }}
    >
      {editor}
    </div>
  )
}
