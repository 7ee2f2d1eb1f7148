import { expect, test, vi } from 'vitest'
import { addView } from './forms'
import { useLine } from './http'
import { once } from './intents'

const VIEW = { name: { en: 'Mine' } }

function server(answer: () => Promise<Response>) {
  const keys: (string | null)[] = []
  vi.stubGlobal('fetch', (_: URL, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('Idempotency-Key'))
    return answer()
  })
  return keys
}
const made = async () => Response.json({ code: 'mine' })

test('what is asked for again while it is under way is asked of the server once', async () => {
  const keys = server(made)
  const [first, second] = await Promise.all([addView('lead', VIEW), addView('lead', VIEW)])
  expect(keys).toHaveLength(1)
  expect(second).toBe(first)
})

test('a lost answer is asked for under the key of the first try, by whatever means it was lost', async () => {
  const keys = server(() => Promise.reject(new TypeError('no line')))
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ code: 'offline' })
  const gateway = server(async () => new Response('', { status: 502 }))
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ status: 502 })
  const again = server(made)
  await addView('lead', VIEW)
  expect(again[0]).toBeTruthy()
  expect([keys[0], gateway[0]]).toEqual([again[0], again[0]])
})

test('once answered, the same words are another intent, and other words always are', async () => {
  const keys = server(made)
  await addView('lead', VIEW)
  await addView('lead', VIEW)
  await Promise.all([addView('lead', { name: { en: 'A' } }), addView('lead', { name: { en: 'B' } })])
  expect(new Set(keys).size).toBe(4)
})

test('a refusal is an answer', async () => {
  const keys = server(async () => Response.json({ code: 'required' }, { status: 422 }))
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ code: 'required' })
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ code: 'required' })
  expect(keys[0]).not.toBe(keys[1])
})

test('who asks again long after does not wait for a line that may be dead, and makes nothing twice', async () => {
  vi.useFakeTimers()
  try {
    const keys: string[] = []
    const make = (key: string) => {
      keys.push(key)
      return keys.length === 1 ? new Promise<string>(() => undefined) : Promise.resolve('made')
    }
    void once('dead line', make, () => true)
    vi.advanceTimersByTime(20_000)
    expect(await once('dead line', make, () => true)).toBe('made')
    expect(keys[1]).toBe(keys[0])
  } finally {
    vi.useRealTimers()
  }
})

/** An answer of which the head arrived, and half of the body. */
const torn = async () =>
  new Response(
    new ReadableStream({
      start: stream => stream.enqueue(new TextEncoder().encode('{"code":')),
      pull: stream => stream.error(new TypeError('network error')),
    }),
    { headers: { 'Content-Type': 'application/json' } },
  )

test('an answer that breaks off is no answer: the next try has the key of the first', async () => {
  const keys = server(torn)
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ status: 0, code: 'offline' })
  expect(useLine.getState().lost).toBe(true)
  const short = server(
    async () => new Response('{"code":', { headers: { 'Content-Type': 'application/json' } }),
  )
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ status: 0, code: 'offline' })
  const again = server(made)
  await addView('lead', VIEW)
  expect([keys[0], short[0]]).toEqual([again[0], again[0]])
})

test('a server that broke may have done it: the next try has the key of the first', async () => {
  const keys = server(async () => Response.json({ code: 'fault' }, { status: 500 }))
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ code: 'fault' })
  const again = server(made)
  await addView('lead', VIEW)
  expect(again[0]).toBe(keys[0])
})

test('a refusal whose words cannot be read is still one', async () => {
  const page = { status: 403, headers: { 'Content-Type': 'application/json' } }
  const keys = server(async () => new Response('<html>', page))
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ status: 403 })
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ status: 403 })
  expect(keys[0]).not.toBe(keys[1])
})

test('what the person stopped is not told as a broken line', async () => {
  server(() => Promise.reject(new DOMException('stopped', 'AbortError')))
  await expect(addView('lead', VIEW)).rejects.toMatchObject({ name: 'AbortError' })
  expect(useLine.getState().lost).toBe(false)
})
