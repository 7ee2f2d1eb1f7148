import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { isStill } from './same-person'

afterEach(() => vi.unstubAllGlobals())
const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () =>
    Promise.resolve(
      new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }),
    ),
  )

test("the page of one person begins anew when the session is a colleague's", async () => {
  const begin = vi.fn()
  const client = new QueryClient()
  answer(200, { id: 'usr_1' })
  expect(await isStill('usr_1', client, begin)).toBe(true)
  expect(begin).not.toHaveBeenCalled()
  answer(200, { id: 'usr_2' })
  expect(await isStill('usr_1', client, begin)).toBe(false)
  expect(begin).toHaveBeenCalledOnce()
})

test("a session that ended is nobody's: nothing is sent, and the page stays", async () => {
  const begin = vi.fn()
  answer(401, { code: 'unauthenticated' })
  expect(await isStill('usr_1', new QueryClient(), begin)).toBe(false)
  expect(begin).not.toHaveBeenCalled()
})
