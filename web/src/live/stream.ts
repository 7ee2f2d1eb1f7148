import type { LiveEvent } from '@/api/types'

const TYPES = ['hello', 'change', 'gone', 'notice', 'job', 'tasks', 'catalog', 'sight', 'reset'] as const
const URL_OF_STREAM = '/api/v1/live'

/**
 * One EventSource that survives restarts of the server. The browser resumes by Last-Event-ID on its own; only when it gives
 * up for good (the server answered with an error) is a new stream opened, and the reader told that it may have missed events.
 */
export function openStream(onEvent: (event: LiveEvent) => void): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let closed = false

  const open = () => {
    source = new EventSource(URL_OF_STREAM, { withCredentials: true })
    source.onopen = () => {
      if (tries > 0) onEvent({ type: 'reset' })
      tries = 0
    }
    source.onerror = () => {
      if (!closed) onEvent({ type: 'broken' })
      if (source?.readyState !== EventSource.CLOSED || closed) return
      tries += 1
      timer = setTimeout(open, Math.min(30_000, 1000 * 2 ** Math.min(tries, 5)))
    }
    for (const type of TYPES) {
      source.addEventListener(type, message => {
        const data = JSON.parse((message as MessageEvent<string>).data || '{}') as Omit<LiveEvent, 'type'>
        onEvent({ ...data, type })
      })
    }
  }
  open()
  return () => {
    closed = true
    clearTimeout(timer)
    source?.close()
  }
}
