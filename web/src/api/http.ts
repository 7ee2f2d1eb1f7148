import { create } from 'zustand'
import { noteAsOf } from './as-of'
import { takeEarly } from './early'
import type { Operation } from './generated/operations.gen'
import { once } from './intents'

export interface FieldProblem {
  code: string
  field?: string
  params?: Record<string, unknown>
}

/** An expected no (RFC 9457) or a failure of the line; `code` is stable, its words live in i18n problems.json. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldProblem[]
  readonly request: string | undefined
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const code = typeof body.code === 'string' ? body.code : status === 0 ? 'offline' : 'fault'
    super(code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : []
    this.request = typeof body.request === 'string' ? body.request : undefined
    this.body = body
  }
}

/** Whether the server answers, and whether it still knows who asks. The banner of the shell reads it. */
export const useLine = create<{ lost: boolean; ended: boolean }>(() => ({ lost: false, ended: false }))

interface Options {
  body?: unknown
  raw?: Blob
  query?: Record<string, string | number | boolean | undefined>
  rev?: number
  /** Sends an Idempotency-Key: for POSTs that create. Without one of their own, the same intent has the same. */
  creates?: boolean | string
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Goes on although the page is left: what was typed last is not lost by a reload, and not sent twice. */
  outlives?: boolean
}

/** Letters. Browsers refuse more than 64 KB of what shall outlive a page, all together. */
const MOST_OUTLIVING = 10_000

const RETRIES_ON_BUSY = 3

/** One call of the server. Method and address are held against the contract; a `${string}` in it stands for any text. */
export function http<T>(...[method, path, options = {}]: [...Operation, Options?]): Promise<T> {
  if (options.creates !== true) return call<T>(method, path, options)
  const intent = JSON.stringify([method, path, options.query, options.body])
  return once(intent, key => call<T>(method, path, { ...options, creates: key }), wasAnswered)
}

/** Whether the server said no. What broke, in it or on the way, may have been done: it is asked for again under its key. */
export const wasAnswered = (error: unknown): boolean =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429

async function call<T>(method: string, path: string, options: Options): Promise<T> {
  const url = new URL(`/api/v1${path}`, location.origin)
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value))
  }
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.raw) headers['Content-Type'] = options.raw.type || 'application/octet-stream'
  if (options.rev !== undefined) headers['If-Match'] = `"${options.rev}"`
  if (typeof options.creates === 'string') headers['Idempotency-Key'] = options.creates
  const init: RequestInit = {
    method,
    headers,
    credentials: 'same-origin',
    body: options.raw ?? (options.body === undefined ? null : JSON.stringify(options.body)),
    signal: options.signal ?? null,
  }
  if (options.outlives && String(init.body).length < MOST_OUTLIVING) init.keepalive = true
  for (let attempt = 0; ; attempt += 1) {
    const early = attempt === 0 && !url.search && !options.headers ? takeEarly(method, path) : undefined
    const response = await send(early ?? fetch(url, init))
    if (response.status === 429 && attempt < RETRIES_ON_BUSY) {
      await pause(Number(response.headers.get('Retry-After') ?? 1) * 1000)
      continue
    }
    const answer = await read<T>(response)
    // The status is told to strangers as well.
    if (useLine.getState().ended && path !== '/status') useLine.setState({ ended: false })
    return answer
  }
}

async function send(request: Promise<Response>): Promise<Response> {
  try {
    const response = await request
    // A development proxy or a gateway answers for a server that is not there.
    const lost = response.status === 502 || response.status === 503 || response.status === 504
    if (useLine.getState().lost !== lost) useLine.setState({ lost })
    return response
  } catch (error) {
    throw broken(error)
  }
}

/** What the person stopped is no trouble of the line. */
function broken(error: unknown): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') return error
  if (!useLine.getState().lost) useLine.setState({ lost: true })
  return new Problem(0, { code: 'offline' })
}

/** The body that was announced. Where it breaks off, nobody knows what was done. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text().catch(error => {
    throw broken(error)
  })
  try {
    return JSON.parse(text)
  } catch {
    // A refusal is one whatever stands in it.
    if (!response.ok) return {}
    throw new Problem(0, { code: 'offline' })
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) noteAsOf(response.headers)
  if (response.status === 204) return undefined as T
  const type = response.headers.get('Content-Type') ?? ''
  if (!response.ok) {
    const body = type.includes('json') ? ((await bodyOf(response)) as Record<string, unknown>) : {}
    if (body.code === 'unauthenticated') useLine.setState({ ended: true })
    throw new Problem(response.status, body)
  }
  return type.includes('json') ? ((await bodyOf(response)) as T) : (undefined as T)
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, Math.min(ms, 10_000)))

/** Code of any error, for choosing words. */
export function problemCode(error: unknown): string {
  return error instanceof Problem ? error.code : 'fault'
}
