import type { LiveEvent } from '@/api/types'
import { openStream } from './stream'

/** Listens to the server through the browser-wide worker; without SharedWorker, directly and only while the page is seen. */
export function connectLive(onEvent: (event: LiveEvent) => void): () => void {
  if (typeof SharedWorker === 'function') {
    try {
      const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), {
        type: 'module',
        name: 'clew-live',
      })
      worker.port.onmessage = message => onEvent(message.data as LiveEvent)
      worker.port.start()
      const bye = () => worker.port.postMessage('bye')
      addEventListener('pagehide', bye)
      return () => {
        removeEventListener('pagehide', bye)
        bye()
        worker.port.close()
      }
    } catch {
      // Some built-in browsers have the constructor and refuse the call.
    }
  }
  return whileVisible(onEvent)
}

function whileVisible(onEvent: (event: LiveEvent) => void): () => void {
  let close: (() => void) | undefined
  let wasOpen = false
  const follow = () => {
    if (document.visibilityState === 'visible' && !close) {
      if (wasOpen) onEvent({ type: 'reset' })
      close = openStream(onEvent)
      wasOpen = true
    } else if (document.visibilityState === 'hidden') {
      close?.()
      close = undefined
    }
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    close?.()
  }
}
