import { useEffect, useMemo, useState } from 'react'
import type { DueInText } from './due-in-text'

type Reader = (text: string) => DueInText | undefined

/** The day that a text being written says, once the part that reads it is there. */
export function useSaidDue(text: string): DueInText | undefined {
  const [reader, setReader] = useState<{ read: Reader }>()
  const wanted = text !== '' && !reader
  useEffect(() => {
    if (!wanted) return
    let open = true
    // Without the part nothing is offered; the text is written all the same.
    import('./due-in-text').then(
      part => open && setReader({ read: part.dueInText }),
      () => {},
    )
    return () => {
      open = false
    }
  }, [wanted])
  return useMemo(() => reader?.read(text), [reader, text])
}
