import { expect, test, vi } from 'vitest'
import { addView } from './forms'
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
