import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rereadQueue, useQueue } from './queue'
import { flush, sendOrKeep } from './send'

const WRITTEN = {
  person: 'usr_1',
  form: 'deal',
  record: 'rec_1',
  title: '河滨机械',
  body: { kind: 'call' as const, text: '约了周四' },
}
const keysSent: (string | null)[] = []
let answers: (() => Promise<Response> | Response)[] = []

beforeEach(() => {
  localStorage.clear()
  rereadQueue()
  keysSent.length = 0
  vi.stubGlobal('fetch', (_: unknown, init: RequestInit) => {
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

test('nobody sends the drafts of a colleague', async () => {
  answers = []
  await sendOrKeep(WRITTEN)
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
