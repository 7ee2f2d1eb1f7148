import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow, Value } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { kindOf } from '@/features/fields/registry'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { codeText } from '@/lib/problem-text'
import { cx } from '@/ui/class-names'
import type { Refused, Step } from './grid-state'
import { isKeyboardFree } from './keyboard'

interface CellInputProps {
  field: Field
  record: RecordRow
  editing: boolean
  /** What was typed before and would not be taken: it stands here again, with the reason. */
  refused?: Refused | undefined
  onStart: () => void
  onCommit: (value: Value, step: Step | undefined) => void
  /** It was left with a text that is no value. */
  onUnread: (text: string, problem: string, params?: Record<string, unknown>) => void
  onCancel: () => void
}

/** What stands in the input before anything is typed. */
function draftOf(record: RecordRow, field: Field): string {
  const { draft } = kindOf(field)
  const value = recordValue(record, field.code) ?? null
  return draft ? String(draft(value) ?? '') : value === null ? '' : String(value)
}

/**
 * The input of the active cell. It is there, unseen, before anybody types: so the first key of a pinyin composition already
 * lands in an input, and no letter is lost to the input method.
 */
export function CellInput(props: CellInputProps) {
  const { field, record, editing, refused, onStart, onCommit, onUnread, onCancel } = props
  const { t } = useTranslation()
  const kind = kindOf(field)
  const input = useRef<HTMLInputElement>(null)
  const [shown, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const state = useRef({ typed: false, done: false, was: false, toEnd: false })
  const composition = useComposition()

  useLayoutEffect(() => {
    const grid = input.current?.closest('[role=grid]')
    if (isKeyboardFree(grid)) input.current?.focus({ preventScroll: true })
  }, [])
  // Before the next key can come: an effect after the paint would still find Ctrl+A done on an empty input.
  useLayoutEffect(() => {
    const now = state.current
    if (editing && !now.was) {
      now.done = false
      // An edit that begins while the keyboard is elsewhere would never end.
      input.current?.focus({ preventScroll: true })
      // Whoever types on the cell begins anew.
      if (refused && !now.typed) {
        setText(refused.text)
        setProblem(refused.problem)
        now.toEnd = refused.text !== ''
      } else if (!now.typed) {
        const draft = draftOf(record, field)
        setText(draft)
        now.toEnd = draft !== ''
      }
    }
    if (!editing && now.was) {
      setText('')
      setProblem(undefined)
      now.typed = false
    }
    now.was = editing
  }, [editing, record, field, refused])

  // As soon as the value stands in the input, and not a frame later: by then the person may have selected it all.
  useLayoutEffect(() => {
    if (!state.current.toEnd) return
    state.current.toEnd = false
    input.current?.setSelectionRange(shown.length, shown.length)
  }, [shown])

  const commit = (step?: Step, text = shown) => {
    if (!editing || state.current.done) return
    // Whoever leaves it as it was refused gives it up; it is not sent a second time.
    if (problem !== undefined) {
      if (step !== undefined) return
      state.current.done = true
      onCancel()
      return
    }
    const cleaned = kind.clean?.(text, field) ?? { value: text }
    if ('problem' in cleaned) {
      if (step === undefined) {
        state.current.done = true
        if (text !== draftOf(record, field)) onUnread(text, cleaned.problem, cleaned.params)
        onCancel()
        return
      }
      setProblem(codeText(cleaned.problem, cleaned.params))
      return
    }
    state.current.done = true
    onCommit(cleaned.value, step)
  }
  // The cell may be scrolled away, or its record leave the list: what was typed goes where it was typed.
  const leave = useRef(() => {})
  // Letters that have not become characters are no text yet.
  const settled = useRef<string>(undefined)
  leave.current = () => {
    if (!composition.isComposing()) commit()
    else if (settled.current !== undefined) commit(undefined, settled.current)
    else if (editing && !state.current.done) onCancel()
  }
  useEffect(() => () => leave.current(), [])
  const begin = () => {
    if (editing) return
    state.current.typed = true
    onStart()
  }
  return (
    <>
      <input
        ref={input}
        aria-label={words(field.name)}
        aria-invalid={problem !== undefined || undefined}
        autoComplete="off"
        spellCheck={false}
        value={shown}
        onChange={event => {
          setText(event.target.value)
          setProblem(undefined)
          begin()
        }}
        onCompositionStart={() => {
          composition.handlers.onCompositionStart()
          settled.current = editing ? shown : undefined
          begin()
        }}
        onCompositionEnd={composition.handlers.onCompositionEnd}
        onBlur={() => commit()}
        onKeyDown={event => {
          if (composition.isComposing(event)) {
            event.stopPropagation()
            return
          }
          if (!editing) return
          event.stopPropagation()
          const step =
            event.key === 'Enter'
              ? event.shiftKey
                ? 'up'
                : 'down'
              : event.key === 'Tab'
                ? event.shiftKey
                  ? 'previous'
                  : 'next'
                : undefined
          if (step) {
            event.preventDefault()
            commit(step)
          } else if (event.key === 'Escape') {
            event.preventDefault()
            state.current.done = true
            onCancel()
          }
        }}
        className={cx(
          'absolute inset-0 size-full px-2.5 text-13 focus:outline-none',
          kind.align === 'right' && 'text-right tabular',
          editing ? 'bg-surface text-fg' : 'cursor-default bg-transparent text-transparent caret-transparent',
        )}
      />
      {problem && (
        <span
          role="alert"
          className="absolute left-0 top-full z-20 mt-1 whitespace-nowrap rounded-6 bg-bad px-2 py-0.5 text-12 text-surface shadow-2"
        >
          {problem || t('problems:fault')}
        </span>
      )}
    </>
  )
}
