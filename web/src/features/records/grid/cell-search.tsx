import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Field, RecordRow, Value } from '@/api/types'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { CellHost } from './cell-host'
import type { Step } from './grid-state'
import { isKeyboardFree } from './keyboard'

interface CellSearchProps {
  field: Field
  form: string
  record: RecordRow
  editing: boolean
  onStart: () => void
  onCommit: (value: Value, step: Step | undefined, display?: string) => void
  onCancel: () => void
}

/**
 * The active cell of a field that is picked from a list. An unseen input takes the first keys, also those of a pinyin
 * composition, until the list is there and goes on searching with them.
 */
export function CellSearch({ editing, onStart, ...host }: CellSearchProps) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [composing, setComposing] = useState(false)
  const composition = useComposition()

  useLayoutEffect(() => {
    const grid = input.current?.closest('[role=grid]')
    if (isKeyboardFree(grid)) input.current?.focus({ preventScroll: true })
  }, [])
  // When the list is gone the keyboard is nobody's, unless the person took it elsewhere.
  const was = useRef(editing)
  useEffect(() => {
    const ended = was.current && !editing
    was.current = editing
    if (!ended) return
    setText('')
    const timer = setTimeout(() => {
      const focused = document.activeElement
      if (focused === document.body || focused?.getAttribute('role') === 'grid')
        input.current?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [editing])

  return (
    <>
      {(!editing || text !== '') && (
        <input
          ref={input}
          aria-label={words(host.field.name)}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.target.value)
            // A composition that is under way would not survive the change of inputs.
            if (!composition.isComposing() && event.target.value !== '') onStart()
          }}
          onCompositionStart={() => {
            composition.handlers.onCompositionStart()
            setComposing(true)
          }}
          onCompositionEnd={event => {
            composition.handlers.onCompositionEnd()
            setComposing(false)
            setText(event.currentTarget.value)
            if (event.currentTarget.value !== '') onStart()
          }}
          onBlur={() => !editing && setText('')}
          onKeyDown={event => {
            if (composition.isComposing(event) || text !== '') event.stopPropagation()
          }}
          className={cx(
            'absolute inset-0 size-full px-2.5 text-13 focus:outline-none',
            composing || text !== ''
              ? 'bg-surface text-fg'
              : 'cursor-default bg-transparent text-transparent caret-transparent',
          )}
        />
      )}
      {editing && <CellHost {...host} search={text} />}
    </>
  )
}
