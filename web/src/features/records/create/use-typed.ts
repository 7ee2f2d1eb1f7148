import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Value } from '@/api/types'
import { sameValue } from '@/features/fields/field-values'
import { toast } from '@/ui/toast'
import { type Attempt, newAttempt } from './attempt'
import type { Typed, Values } from './draft'
import type { Slot } from './slot'

/** So long after the last key. */
const AFTER_MS = 400

export interface Kept {
  /** The dialog began with what was typed before. */
  held: boolean
  /** Nothing stands there but what it began with. */
  untouched: () => boolean
  /** Keeps what stands there now; whether it is found again. */
  keep: () => boolean
  clear: () => void
  /** The record is there. */
  made: () => void
}

/** Keeps what is typed into a new record as it is typed: a reload or a key pressed by mistake loses nothing. */
export function useTyped(
  editor: UseFormReturn<Typed>,
  slot: Slot,
  attempt: { current: Attempt },
  first: Values,
  isComposing: () => boolean,
): Kept {
  const { t } = useTranslation()
  const values = () => editor.getValues() as Values
  const untouched = () =>
    Object.entries(values()).every(([code, value]) =>
      sameValue((value ?? null) as Value, first[code] ?? null),
    )
  const [held, setHeld] = useState(() => !untouched())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keep = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    const nothing = untouched() && attempt.current.tries.length === 0
    return slot.keep(nothing ? undefined : values(), attempt.current)
  }
  const latest = useRef({ keep, isComposing })
  latest.current = { keep, isComposing }
  useEffect(() => {
    const later = () => {
      clearTimeout(timer.current)
      // Letters that are not a word yet are nobody's text.
      timer.current = setTimeout(
        () => (latest.current.isComposing() ? later() : latest.current.keep()),
        AFTER_MS,
      )
    }
    const atOnce = () => void (timer.current !== undefined && latest.current.keep())
    const typed = editor.watch(later)
    addEventListener('pagehide', atOnce)
    return () => {
      atOnce()
      typed.unsubscribe()
      removeEventListener('pagehide', atOnce)
    }
  }, [editor])
  const clear = () => {
    const before = { values: values(), attempt: attempt.current }
    const back = () => {
      for (const [code, value] of Object.entries(before.values)) editor.setValue(code, value)
      attempt.current = before.attempt
      slot.keep(before.values, before.attempt)
      setHeld(true)
    }
    // What begins afresh is another record.
    attempt.current = newAttempt()
    editor.reset(first)
    keep()
    setHeld(false)
    toast(t('offline:typed.cleared'), { action: { label: t('app:undo'), run: back } })
  }
  const made = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    slot.made()
    attempt.current = newAttempt()
    setHeld(false)
  }
  return { held, untouched, keep, clear, made }
}
