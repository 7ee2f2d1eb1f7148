import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '@/api/preferences'
import type { Form } from '@/api/types'
import { belongsToInputMethod } from '@/lib/composition'
import { matching, soughtIn, type Template, templatesOf } from './templates'

/** Templates for a text being written: a slash at its beginning offers them, keys move and pick. */
export function useTemplates(form: Form, text: string, onPick: (template: Template) => void) {
  const { i18n } = useTranslation()
  const { templates: own } = usePreferences()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels are words of the language
  const all = useMemo(() => templatesOf(form, own), [form, own, i18n.language])
  const [place, setPlace] = useState(0)
  /** The text at which the list was sent away. */
  const [closed, setClosed] = useState<string>()
  const sought = soughtIn(text)
  const offered = sought === undefined || closed === text ? [] : matching(all, sought)
  const at = Math.min(place, Math.max(0, offered.length - 1))
  /** Whether the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || belongsToInputMethod(event)) return false
    const chosen = offered[at]
    if (event.key === 'ArrowDown') setPlace((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setPlace((at + offered.length - 1) % offered.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) onPick(chosen)
    else if (event.key === 'Escape') setClosed(text)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return {
    all,
    offered,
    at,
    onKey,
    onPick,
    look: () => {
      setPlace(0)
      setClosed(undefined)
    },
    close: () => setClosed(text),
  }
}
