import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { flush } from './flush-drafts'
import { rereadQueue, useQueue } from './queue'
import { sendOrKeep } from './send'

const WRITTEN = {
  person: 'usr_1',
  form: 'deal',
  record: 'rec_1',
  title: '河滨机械',
  body: { kind: 'call' as const, text: '约了周四' },
}
const keysSent: (string | null)[] = []
const idsSent: unknown[] = []
let signedIn = 'usr_1'
let answers: (() => Promise<Response> | Response)[] = []

beforeEach(() => {
  localStorage.clear()
  rereadQueue()
  keysSent.length = 0
  idsSent.length = 0
  signedIn = 'usr_1'
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (url.pathname.endsWith('/me')) return json(200, { id: signedIn })()
    idsSent.push((JSON.parse(String(init.body)) as { id?: string }).id)
    keysSent.push(new Headers(init.headers).get('Idempotency-Key'))
    const answer = answers.shift()
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no line'))
  })
})
afterEach(() => vi.unstubAllGlobals())

const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

test('without a line it is kept, and sent with the key of the first try', async () => {
  answers = []
  expect(await sendOrKeep(WRITTEN)).toBe('kept')
  expect(useQueue.getState().drafts[0]?.body.at).toBeTruthy()
  answers = [json(201, { id: 'act_1' })]
  await flush('usr_1', new QueryClient())
  expect(useQueue.getState().drafts).toEqual([])
  expect(keysSent).toHaveLength(2)
  expect(keysSent[0]).toBe(keysSent[1])
})

test('what the server refuses is told at once and not kept', async () => {
  answers = [json(422, { code: 'required' })]
  await expect(sendOrKeep(WRITTEN)).rejects.toMatchObject({ code: 'required' })
  expect(useQueue.getState().drafts).toEqual([])
})

test('a page left open sends nothing under the name of who signed in since', async () => {
  answers = []
  await sendOrKeep(WRITTEN)
  signedIn = 'usr_2'
  answers = [json(201, { id: 'act_1' })]
  await flush('usr_1', new QueryClient())
  expect([keysSent.length, useQueue.getState().drafts.length]).toEqual([1, 1])
})

test('a busy server refuses nothing: the first try may yet be done', async () => {
  const busy = () => new Response('{}', { status: 429, headers: { 'Retry-After': '0' } })
  answers = [busy, busy, busy, busy]
  expect(await sendOrKeep(WRITTEN)).toBe('kept')
  answers = [busy, busy, busy, busy]
  await flush('usr_1', new QueryClient())
  expect(useQueue.getState().drafts[0]).not.toHaveProperty('refused')
})

test('what had arrived is known by its id, long after its key is forgotten', async () => {
  answers = []
  await sendOrKeep(WRITTEN)
  answers = [json(409, { code: 'id_taken', errors: [{ code: 'id_taken', field: 'id' }] })]
  await flush('usr_1', new QueryClient())
  expect(useQueue.getState().drafts).toEqual([])
  expect(idsSent[0]).toMatch(/^act_/)
  expect(idsSent[1]).toBe(idsSent[0])
})

test('nobody sends the drafts of a colleague', async () => {
  answers = []
  await sendOrKeep(WRITTEN)
  signedIn = 'usr_2'
  answers = [json(201, { id: 'act_1' })]
  await flush('usr_2', new QueryClient())
  expect(useQueue.getState().drafts).toHaveLength(1)
})

test('a draft that is refused stays with its reason and lets the next one through', async () => {
  answers = []
  await sendOrKeep(WRITTEN)
  await sendOrKeep({ ...WRITTEN, record: 'rec_2' })
  answers = [json(404, { code: 'not_found' }), json(201, { id: 'act_2' })]
  await flush('usr_1', new QueryClient())
  expect(useQueue.getState().drafts.map(draft => [draft.record, draft.refused])).toEqual([
    ['rec_1', 'not_found'],
  ])
})

test('a session that ended refuses nothing', async () => {
  answers = []
  await sendOrKeep(WRITTEN)
  answers = [json(401, { code: 'unauthenticated' })]
  await flush('usr_1', new QueryClient())
  expect(useQueue.getState().drafts[0]?.refused).toBeUndefined()
})
