import type { LiveEvent } from '@/api/types'
import { openStream } from './stream'

/** Runs as a SharedWorker: one stream for all tabs of the browser, because six streams block HTTP/1.1. */
interface PortScope {
  onconnect: ((event: MessageEvent) => void) | null
}

const ports = new Set<MessagePort>()
let close: (() => void) | undefined
/** What came before is not told to a tab that joins now. */
let told: number | undefined

function tell(event: LiveEvent): void {
  told = event.seq ?? told
  for (const port of ports) port.postMessage(event)
}

;(globalThis as unknown as PortScope).onconnect = connection => {
  const port = connection.ports[0]
  if (!port) return
  ports.add(port)
  port.onmessage = message => {
    if (message.data !== 'bye') return
    ports.delete(port)
    if (ports.size === 0) {
      close?.()
      close = undefined
      told = undefined
    }
  }
  port.start()
  // A tab that joins a stream which stands already has fetched without listening, as the first one had.
  if (told !== undefined) port.postMessage({ type: 'hello', seq: told } satisfies LiveEvent)
  close ??= openStream(tell)
}
