import { beforeEach, expect, test, vi } from 'vitest'
import type { Form } from '@/api/types'
import { type Attempt, make, newAttempt } from './attempt'
import type { Values } from './draft'

const form = { code: 'lead', title: 'name', fields: [] } as unknown as Form
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

/** Takes ids once and keys as the real one does; `trouble` befalls what it answers. */
const server = {
  made: new Map<string, Values>(),
  keys: new Map<string, string>(),
  asked: [] as { id: string; key: string | null }[],
  patches: [] as { rev: string | null; values: Values }[],
  trouble: undefined as ((answer: Response) => Response) | undefined,
}
const lost = () => {
  throw new TypeError('Failed to fetch')
}

function create(body: { id: string; values: Values }, key: string | null): Response {
  server.asked.push({ id: body.id, key })
  const text = JSON.stringify(body)
  const known = server.keys.get(key ?? '')
  if (known !== undefined)
    return known === text ? json(201, { id: body.id }) : json(409, { code: 'conflict' })
  if (server.made.has(body.id))
    return json(409, { code: 'id_taken', errors: [{ code: 'id_taken', field: 'id' }] })
  if (body.values.city === 'bad') return json(422, { code: 'invalid', errors: [] })
  server.made.set(body.id, body.values)
  server.keys.set(key ?? '', text)
  return json(201, { id: body.id })
}

let held: { current: Attempt }
const keep = vi.fn()
const send = (values: Values) => make(form, held, values, keep)

beforeEach(() => {
  held = { current: newAttempt() }
  Object.assign(server, { made: new Map(), keys: new Map(), asked: [], patches: [], trouble: undefined })
  vi.stubGlobal('fetch', async (_: URL, init: RequestInit) => {
    const [body, headers] = [JSON.parse(String(init.body)), new Headers(init.headers)]
    if (init.method === 'PATCH') {
      server.patches.push({ rev: headers.get('If-Match'), values: body.values })
      return json(200, {})
    }
    const answer = create(body, headers.get('Idempotency-Key'))
    return server.trouble ? server.trouble(answer) : answer
  })
})

test('what was made and not answered is asked for again as the same request', async () => {
  server.trouble = lost
  await expect(send({ name: '甲' })).rejects.toMatchObject({ code: 'offline' })
  server.trouble = undefined
  const { id } = held.current
  expect(await send({ name: '甲' })).toBe(id)
  expect(server.asked).toEqual([server.asked[0], server.asked[0]])
  expect([...server.made.keys()]).toEqual([id])
})

test.each([
  ['a lost line', lost],
  ['a server that broke', () => json(500, { code: 'fault' })],
])('what was changed after %s is written on the record that was made', async (_, trouble) => {
  server.trouble = trouble
  await expect(send({ name: '甲', city: 'Ulm', phone: '1' })).rejects.toBeTruthy()
  server.trouble = undefined
  await send({ name: '甲', city: 'Bonn' })
  expect(server.made.size).toBe(1)
  expect(server.patches).toEqual([{ rev: '"1"', values: { city: 'Bonn', phone: null } }])
})

test('it is known before it is sent that it was, and no longer after a refusal', async () => {
  keep.mockImplementation(() => expect(held.current.tries).toHaveLength(1))
  await expect(send({ name: '甲', city: 'bad' })).rejects.toMatchObject({ code: 'invalid' })
  expect(keep).toHaveBeenCalled()
  keep.mockReset()
  expect(held.current.tries).toEqual([])
  await send({ name: '甲' })
  expect(server.made.size).toBe(1)
})

test('an id of another record is never taken for this one', async () => {
  server.made.set(held.current.id, { name: '乙' })
  await expect(send({ name: '甲' })).rejects.toMatchObject({ code: 'id_taken' })
  expect(server.patches).toEqual([])
})

test('a refused row that had been made after all gets what it is to hold', async () => {
  held.current = { id: 'rec_row', tries: [], mends: true }
  server.made.set('rec_row', { name: '乙' })
  expect(await send({ name: '甲' })).toBe('rec_row')
  expect(server.patches).toEqual([{ rev: '"1"', values: { name: '甲' } }])
})

test('words of an earlier dialog under another title are another record', async () => {
  server.made.set('rec_old', { name: '甲' })
  held.current = { id: 'rec_old', tries: [{ name: '甲' }], kept: true }
  const id = await send({ name: '乙' })
  expect(id).not.toBe('rec_old')
  expect([server.made.size, server.patches.length]).toEqual([2, 0])
})
