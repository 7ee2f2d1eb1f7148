import { useEffect, useState } from 'react'

/** A call that was begun from a page. */
export interface Call {
  form: string
  record: string
  /** When the number was pressed. */
  at: number
  /** The page was out of sight, or without the focus, since. */
  left?: boolean
}

const KEY = 'clew.call'
/** Whoever comes back later has forgotten which call is meant. */
const LONGEST_MS = 2 * 3_600_000
/** What takes the focus for less is the browser asking whether to open another program. */
const SHORTEST_MS = 5000

/** For a link that calls somebody: about which record. */
export const callMark = (form: string, record: string): { 'data-call': string } => ({
  'data-call': `${form}/${record}`,
})

export function readMark(mark: string | undefined, now: number): Call | undefined {
  const [, form, record] = mark?.match(/^([^/]+)\/(rec_[^/]+)$/) ?? []
  return form && record ? { form, record, at: now } : undefined
}

/** Whether to ask how it went: the person was away for it, and not for long. */
export const isOver = (call: Call, now: number): boolean =>
  Boolean(call.left) && now - call.at >= 0 && now - call.at < LONGEST_MS

// Within this tab, and over a reload: phones throw pages away during a call.
function recall(): Call | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
function keep(call: Call | undefined): void {
  try {
    if (call) sessionStorage.setItem(KEY, JSON.stringify(call))
    else sessionStorage.removeItem(KEY)
  } catch {
    // Then nobody asks.
  }
}

const writtenDown = new Set<() => void>()

/** What was said is written down: nobody asks how a call of this record went that began before. */
export function endCall(record: string): void {
  if (recall()?.record !== record) return
  keep(undefined)
  for (const tell of writtenDown) tell()
}

/** The call that is just over, if there was one. */
export function useFinishedCall(): [Call | undefined, () => void] {
  const [finished, setFinished] = useState<Call>()
  useEffect(() => {
    const ask = () => {
      const call = recall()
      if (call && isOver(call, Date.now())) setFinished(call)
    }
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-call]') : null
      const call = readMark(link?.dataset.call, Date.now())
      if (!call) return
      setFinished(undefined)
      keep(call)
    }
    const onVisible = () => {
      const call = recall()
      if (!call) return
      if (document.visibilityState === 'hidden') keep({ ...call, left: true })
      else ask()
    }
    // A telephone beside the browser hides nothing: it only takes the focus.
    const onBlur = () => {
      const call = recall()
      if (call) keep({ ...call, left: true })
    }
    const onFocus = () => {
      const call = recall()
      if (call && Date.now() - call.at >= SHORTEST_MS) ask()
    }
    const onWritten = () => setFinished(undefined)
    ask()
    writtenDown.add(onWritten)
    document.addEventListener('click', onClick, true)
    document.addEventListener('visibilitychange', onVisible)
    addEventListener('blur', onBlur)
    addEventListener('focus', onFocus)
    return () => {
      writtenDown.delete(onWritten)
      document.removeEventListener('click', onClick, true)
      document.removeEventListener('visibilitychange', onVisible)
      removeEventListener('blur', onBlur)
      removeEventListener('focus', onFocus)
    }
  }, [])
  const dismiss = () => {
    keep(undefined)
    setFinished(undefined)
  }
  return [finished, dismiss]
}
