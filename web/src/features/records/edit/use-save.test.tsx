import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, RecordRow } from '@/api/types'
import { flushUnsent } from '@/offline/flush-unsent'
import { refusedOn, useRefused } from '@/offline/refused'
import { countUnsent, unsentOn, useUnsent } from '@/offline/unsent'
import { useConflict } from './conflict-store'
import { sendUnsentEdit } from './send-unsent'
import { useSave } from './use-save'

const city = { id: 'f1', code: 'city', name: { 'zh-CN': '城市', en: 'City' }, kind: { type: 'text' } }
const form = { code: 'lead', title: 'city', name: { en: 'Lead' }, fields: [city] } as unknown as Form
const row = { id: 'r1', rev: 1, values: { city: 'Old' }, display: { city: 'Old' } } as unknown as RecordRow

const line = { up: false }
let asked: { rev: string | null; body: unknown }[] = []
let gone = false
let answer: (values: Record<string, unknown>, rev: number) => Response

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

beforeEach(() => {
  line.up = false
  gone = false
  asked = []
  answer = (values, rev) =>
    json(200, { id: 'r1', rev: rev + 1, seq: rev, values, display: values, system: {} })
  useUnsent.setState({ person: undefined, edits: [] })
  useRefused.setState({ person: undefined, cells: new Map() })
  vi.stubGlobal('fetch', async (_url: URL, init: RequestInit) => {
    if (!line.up) throw new TypeError('Failed to fetch')
    if (gone && init.method === 'GET') return json(404, { code: 'not_found' })
    if (init.method !== 'PATCH') return json(200, { items: [] })
    const rev = new Headers(init.headers).get('If-Match')
    const body = JSON.parse(String(init.body)) as { values: Record<string, unknown> }
    asked.push({ rev, body })
    return answer(body.values, Number(rev?.replaceAll('"', '')))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function setUp(id: string) {
  const client = new QueryClient()
  const mine = { ...row, id }
  client.setQueryData(keys.me, { id: 'p1' })
  client.setQueryData(keys.form('lead'), form)
  client.setQueryData(keys.page('lead', 'q', 0), [mine])
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => useSave(form), { wrapper })
  const shown = () => client.getQueryData<RecordRow[]>(keys.page('lead', 'q', 0))?.[0]?.values.city
  const flush = (person = 'p1') => flushUnsent(person, edit => sendUnsentEdit(client, edit))
  return { save: result.current, mine, shown, flush, client }
}

test('what is typed while the server is away stays in sight and is sent in order when it is back', async () => {
  const { save, mine, shown, flush } = setUp('u1')
  expect(await save(mine, { city: 'Ulm' }, { city: 'Ulm' })).toBe(true)
  expect(await save(mine, { city: 'Bonn' }, { city: 'Bonn' })).toBe(true)
  expect(shown()).toBe('Bonn')
  expect(unsentOn(useUnsent.getState(), 'u1')).toBe('city')
  expect(countUnsent(useUnsent.getState())).toBe(1)
  await flush()
  expect(useUnsent.getState().edits).toHaveLength(2)
  line.up = true
  await flush('somebody else')
  expect(asked).toEqual([])
  answer = (values, rev) =>
    json(200, { id: 'u1', rev: rev + 1, seq: rev, values, display: values, system: {} })
  await flush()
  expect(asked).toEqual([
    { rev: '"1"', body: { values: { city: 'Ulm' } } },
    { rev: '"2"', body: { values: { city: 'Bonn' } } },
  ])
  expect(useUnsent.getState().edits).toEqual([])
  expect(shown()).toBe('Bonn')
})

test('an answer to an earlier edit does not hide a later one that still waits', async () => {
  const { save, mine, shown, flush } = setUp('u7')
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  await save(mine, { city: 'Bonn' }, { city: 'Bonn' })
  line.up = true
  answer = (values, rev) => {
    line.up = false
    return json(200, { id: 'u7', rev: rev + 1, seq: rev, values, display: values, system: {} })
  }
  await flush()
  expect(asked).toHaveLength(1)
  expect(countUnsent(useUnsent.getState())).toBe(1)
  expect(shown()).toBe('Bonn')
})

test('what somebody else changed unseen is not overwritten because an earlier edit went through', async () => {
  const { save, mine, flush } = setUp('u8')
  await save(mine, { phone: '1' })
  await save(mine, { city: 'Ulm' })
  await save(mine, { phone: '2' })
  line.up = true
  // A colleague changed the city: the first answer holds it.
  answer = (values, rev) =>
    json(200, {
      id: 'u8',
      rev: rev === 1 ? asked.length + 2 : rev + 1,
      seq: 1,
      values,
      display: values,
      system: {},
    })
  await flush()
  expect(asked).toEqual([
    { rev: '"1"', body: { values: { phone: '1' } } },
    { rev: '"1"', body: { values: { city: 'Ulm' } } },
    { rev: '"3"', body: { values: { phone: '2' } } },
  ])
})

test('a conflict on one edit leaves the next one on what its writer saw', async () => {
  const { save, mine, flush } = setUp('u9')
  await save(mine, { phone: '1' })
  await save(mine, { city: 'Ulm' })
  line.up = true
  const current = { id: 'u9', rev: 7, values: { phone: '9', city: 'Kiel' }, display: {}, system: {} }
  answer = () => json(409, { code: 'conflict', fields: ['phone'], current })
  await flush()
  expect(asked.map(({ rev }) => rev)).toEqual(['"1"', '"1"'])
})

test('what somebody else changed meanwhile is a conflict as always', async () => {
  const { save, mine, flush } = setUp('u2')
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  const current = { id: 'u2', rev: 7, values: { city: 'Kiel' }, display: {}, system: {} }
  answer = () => json(409, { code: 'conflict', fields: ['city'], current })
  line.up = true
  await flush()
  expect(useConflict.getState().conflict).toMatchObject({ id: 'u2', mine: { city: 'Ulm' } })
  expect(useUnsent.getState().edits).toEqual([])
})

test('an edit that had arrived, and only its answer was lost, is no conflict with oneself', async () => {
  useConflict.setState({ conflict: null })
  const { save, mine, shown, flush } = setUp('u3')
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  const current = { id: 'u3', rev: 2, values: { city: 'Ulm' }, display: {}, system: {} }
  answer = () => json(409, { code: 'conflict', fields: ['city'], current })
  line.up = true
  await flush()
  expect(useConflict.getState().conflict).toBeNull()
  expect(shown()).toBe('Ulm')
})

test('a value the server will not have is taken back when it says so, and told with its reason', async () => {
  const { save, mine, shown, flush } = setUp('u4')
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  answer = () => json(422, { code: 'invalid', errors: [{ code: 'too_long', field: 'values.city' }] })
  line.up = true
  await flush()
  expect(shown()).toBe('Old')
  expect(useUnsent.getState().edits).toEqual([])
  expect(refusedOn(useRefused.getState(), 'u4')).toMatchObject([
    { field: 'city', text: 'Ulm', reason: '太长', late: true },
  ])
})

test('an edit waits for its writer to sign in again', async () => {
  const { save, mine, shown, flush } = setUp('u5')
  line.up = true
  answer = () => json(401, { code: 'unauthenticated' })
  expect(await save(mine, { city: 'Ulm' }, { city: 'Ulm' })).toBe(true)
  expect(shown()).toBe('Ulm')
  await flush()
  expect(countUnsent(useUnsent.getState())).toBe(1)
  answer = (values, rev) => json(200, { id: 'u5', rev: rev + 1, seq: 1, values, display: values, system: {} })
  await flush()
  expect(useUnsent.getState().edits).toEqual([])
  expect(shown()).toBe('Ulm')
})

test('a form that is there no more holds nothing up: the edit is told by the code of its field', async () => {
  const { save, mine, flush, client } = setUp('u10')
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  client.removeQueries({ queryKey: keys.form('lead') })
  answer = () => json(404, { code: 'not_found' })
  gone = true
  line.up = true
  await flush()
  expect(useUnsent.getState().edits).toEqual([])
  expect(refusedOn(useRefused.getState(), 'u10')).toMatchObject([{ name: 'city', text: 'Ulm', late: true }])
})

test('a new value takes the place of one that was refused', async () => {
  const { save, mine, flush } = setUp('u6')
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  answer = () => json(422, { code: 'invalid', errors: [{ code: 'too_long', field: 'values.city' }] })
  line.up = true
  await flush()
  answer = (values, rev) => json(200, { id: 'u6', rev: rev + 1, seq: 1, values, display: values, system: {} })
  await save(mine, { city: 'Ulm 1' }, { city: 'Ulm 1' })
  expect(refusedOn(useRefused.getState(), 'u6')).toEqual([])
})

test('a saved cell whose answer broke off is not shown as it was: it waits until somebody knows', async () => {
  const { save, mine, shown, flush } = setUp('u11')
  line.up = true
  answer = () =>
    new Response(new ReadableStream({ start: stream => stream.error(new TypeError('network error')) }), {
      headers: { 'Content-Type': 'application/json' },
    })
  expect(await save(mine, { city: 'Ulm' }, { city: 'Ulm' })).toBe(true)
  expect(shown()).toBe('Ulm')
  expect(unsentOn(useUnsent.getState(), 'u11')).toBe('city')
  const current = { id: 'u11', rev: 2, values: { city: 'Ulm' }, display: { city: 'Ulm' }, system: {} }
  answer = () => json(409, { code: 'conflict', fields: ['city'], current })
  await flush()
  expect(shown()).toBe('Ulm')
  expect(useUnsent.getState().edits).toEqual([])
})

test('what waits is based on what its writer left behind: after the page nobody knows whose write that was', async () => {
  const { save, mine } = setUp('u20')
  line.up = true
  answer = (values, rev) =>
    json(200, { id: 'u20', rev: rev + 1, seq: rev, values, display: values, system: {} })
  await save(mine, { city: 'Ulm' }, { city: 'Ulm' })
  line.up = false
  await save(mine, { city: 'Old' }, { city: 'Old' }, { undoes: true })
  expect(useUnsent.getState().edits.map(edit => edit.rev)).toEqual([2])
})
