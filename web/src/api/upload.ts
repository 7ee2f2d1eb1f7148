import { newKey } from '@/lib/ids'
import { Problem } from './http'

/** Sends a file and tells how far it is: fetch cannot, so this is the one XMLHttpRequest of the client. */
export function upload<T>(
  path: string,
  file: File,
  query: Record<string, string | undefined>,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  const url = new URL(`/api/v1${path}`, location.origin)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('Idempotency-Key', newKey())
    request.upload.onprogress = event => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onerror = () => reject(new Problem(0, { code: 'offline' }))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    request.onload = () => {
      const body = request.response as Record<string, unknown> | null
      if (request.status < 200 || request.status >= 300) reject(new Problem(request.status, body ?? {}))
      // Half an answer names no file.
      else if (body === null) reject(new Problem(0, { code: 'offline' }))
      else resolve(body as T)
    }
    request.send(file)
  })
}
