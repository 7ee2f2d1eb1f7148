import { useRef, useState } from 'react'
import type { Field, RecordFull, Value } from '@/api/types'
import { displayOf, isBlank, recordValue, sameValue } from '@/features/fields/field-values'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { kindOf } from '@/features/fields/registry'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { codeText } from '@/lib/problem-text'
import { useLeaving } from '@/lib/use-leaving'
import { usePhone } from '@/lib/use-media'
import { useKeepUnread } from '../edit/keep-unread'
import type { Save } from '../edit/use-save'

interface InlineEditProps {
  form: string
  field: Field
  record: RecordFull
  save: Save
  onDone: () => void
}

/** The editor that a value beside its label turned into. */
export function InlineEdit({ form, field, record, save, onDone }: InlineEditProps) {
  const phone = usePhone()
  const kind = kindOf(field)
  const Editor = (phone && kind.PhoneEditor) || kind.Editor
  const composition = useComposition()
  const first = recordValue(record, field.code) ?? null
  const [base] = useState(record)
  const [begun] = useState<{ value: Value; display?: string | undefined }>(() => ({
    value: kind.draft ? kind.draft(first) : first,
    display: displayOf(record, field.code) ?? undefined,
  }))
  const [draft, setDraft] = useState(begun)
  // What was put in before letters came that are no characters yet.
  const settled = useRef(begun)
  const [problem, setProblem] = useState<string>()
  const done = useRef(false)
  /** Nobody sees this place any more: what is said here is not heard. */
  const gone = useRef(false)
  const keepUnread = useKeepUnread(form)
  const refuse = (value: Value, problem: string, params?: Record<string, unknown>) => {
    if (gone.current) keepUnread({ record: base, field, value, problem, params }, true)
    else setProblem(codeText(problem, params))
  }
  const commit = (value: Value = draft.value, display = draft.display) => {
    if (done.current) return
    const cleaned = kind.clean?.(value, field) ?? { value }
    if ('problem' in cleaned) {
      refuse(value, cleaned.problem, cleaned.params)
      return
    }
    if (field.required && isBlank(cleaned.value)) {
      refuse(null, 'required')
      return
    }
    done.current = true
    onDone()
    if (!sameValue(cleaned.value, first)) {
      void save(
        base,
        { [field.code]: cleaned.value },
        { [field.code]: display ?? (typeof cleaned.value === 'string' ? cleaned.value : null) },
      )
    }
  }
  // Another record may come to the screen in place of this one: what was put in stays with the one it was put into.
  useLeaving(() => {
    gone.current = true
    const { value, display } = composition.isComposing() ? settled.current : draft
    if (!sameValue(value, begun.value)) commit(value, display)
  })
  return (
    <div
      {...composition.handlers}
      onCompositionStart={() => {
        composition.handlers.onCompositionStart()
        settled.current = draft
      }}
      onKeyDown={event => {
        if (composition.isComposing(event)) return
        if (event.key === 'Escape') {
          event.preventDefault()
          event.stopPropagation()
          done.current = true
          onDone()
        }
        const ends = field.kind.type !== 'long_text' || event.metaKey || event.ctrlKey
        if (event.key === 'Enter' && !kind.ownsEnter && ends) {
          event.preventDefault()
          commit()
        }
      }}
      onBlur={event => {
        const to = event.relatedTarget as HTMLElement | null
        if (event.currentTarget.contains(to) || to?.closest('.ant-select-dropdown, .ant-picker-dropdown'))
          return
        if (kind.ownsEnter && !to) return
        commit()
      }}
    >
      <EditorPlace
        focused
        waiting={<span className="block h-8" />}
        field={field}
        form={form}
        record={record.id}
        value={draft.value}
        display={draft.display}
      >
        <Editor
          field={field}
          form={form}
          record={record.id}
          mode="form"
          autoFocus
          label={words(field.name)}
          value={draft.value}
          display={draft.display}
          invalid={problem !== undefined}
          onChange={(value, display) => {
            setProblem(undefined)
            setDraft({ value, display })
          }}
          onCommit={commit}
        />
      </EditorPlace>
      {problem && (
        <p role="alert" className="mt-1 text-12 text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}
