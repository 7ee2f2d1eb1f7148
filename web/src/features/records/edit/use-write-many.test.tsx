import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, RecordRow } from '@/api/types'
import { newId } from '@/lib/ids'
import { flushUnsent } from '@/offline/flush-unsent'
import { refusedOn, useRefused } from '@/offline/refused'
import { countUnsent, keepUnsent, openUnsent, type Unsent, useUnsent } from '@/offline/unsent'
import { sendUnsentEdit } from './send-unsent'
import { takeUndo } from './undo-stack'
import { useSave } from './use-save'
import { useUndo } from './use-undo'
import { useWriteMany } from './use-write-many'

const text = (code: string, name: string) => ({
  id: code,
  code,
  name: { 'zh-CN': name, en: name },
  kind: { type: 'text' },
})
const form = {
  code: 'lead',
  title: 'name',
  name: 'Lead',
  fields: [text('name', '公司'), text('city', '城市')],
} as unknown as Form

const line = { up: false }
let batches: { key: string | null; ids: (string | undefined)[] }[] = []
let refuse: ((commands: { update: { id: string; values: Record<string, unknown> } }[]) => unknown) | undefined

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

beforeEach(() => {
  line.up = false
  batches = []
  refuse = undefined
  useUnsent.setState({ person: undefined, edits: [] })
  useRefused.setState({ person: undefined, cells: new Map() })
  while (takeUndo('lead')) {
    // Steps of earlier tests.
  }
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (!line.up) throw new TypeError('Failed to fetch')
    if (!String(url).endsWith('/batch')) return json(200, { items: [], seq: 1 })
    const { commands } = JSON.parse(String(init.body))
    batches.push({
      key: new Headers(init.headers).get('Idempotency-Key'),
      ids: commands.map((command: { update?: { id: string } }) => command.update?.id),
    })
    const problem = refuse?.(commands)
    if (problem) return json(422, { code: 'invalid', errors: [problem] })
    return json(200, { results: [], batch: `bat_${batches.length}`, seq: 1 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function setUp(prefix: string) {
  const client = new QueryClient()
  const rows: RecordRow[] = ['a', 'b'].map(id => ({
    id: prefix + id,
    rev: 1,
    values: { name: id, city: 'Old' },
    display: { name: id, city: 'Old' },
  }))
  client.setQueryData(keys.me, { id: 'p1' })
  client.setQueryData(keys.form('lead'), form)
  client.setQueryData(keys.page('lead', 'q', 0), rows)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => ({ write: useWriteMany(form), ...useUndo(form, useSave(form)) }), {
    wrapper,
  })
  const shown = () => client.getQueryData<RecordRow[]>(keys.page('lead', 'q', 0))?.map(row => row.values.city)
  const paste = (city: string) =>
    result.current.write(
      rows.map(record => ({ record, values: { city }, display: { city } })),
      'x',
    )
  const flush = () => flushUnsent('p1', edit => sendUnsentEdit(client, edit))
  return { result, rows, shown, paste, flush }
}

test('a paste that did not reach the server waits, is shown, and is sent once with the key of its first try', async () => {
  const { shown, paste, flush } = setUp('w1')
  const wrote = await paste('Ulm')
  expect(wrote?.waiting).toBe(2)
  expect(wrote?.ran.problem).toBeUndefined()
  expect(shown()).toEqual(['Ulm', 'Ulm'])
  expect(countUnsent(useUnsent.getState())).toBe(2)
  const key = useUnsent.getState().edits[0]?.key
  // The page is loaded anew before the server is back.
  useUnsent.setState({ person: undefined, edits: [] })
  openUnsent('p1')
  line.up = true
  await flush()
  expect(batches).toEqual([{ key, ids: ['w1a', 'w1b'] }])
  expect(useUnsent.getState().edits).toEqual([])
})

test('a paste after another that waits goes behind it, though the server is back', async () => {
  const { paste, flush } = setUp('w2')
  await paste('Ulm')
  line.up = true
  await paste('Bonn')
  expect(batches).toEqual([])
  await flush()
  expect(batches.map(batch => batch.ids)).toEqual([
    ['w2a', 'w2b'],
    ['w2a', 'w2b'],
  ])
})

test('a waiting paste that is undone is not sent, and one that was sent meanwhile is undone there', async () => {
  const { result, shown, paste, flush } = setUp('w3')
  await paste('Ulm')
  await result.current.undo()
  expect(useUnsent.getState().edits).toEqual([])
  expect(shown()).toEqual(['Old', 'Old'])
  await paste('Bonn')
  line.up = true
  await flush()
  expect(takeUndo('lead')).toMatchObject({ batches: ['bat_1'], waits: [] })
})

test('a cell that the server refuses later is told with value and reason, the others are saved', async () => {
  const { paste, flush } = setUp('w4')
  await paste('Ulm')
  line.up = true
  refuse = commands =>
    commands.length === 2 ? { code: 'too_long', field: 'commands.1.city', params: {} } : undefined
  await flush()
  expect(batches.map(batch => batch.ids)).toEqual([['w4a', 'w4b'], ['w4a']])
  expect(refusedOn(useRefused.getState(), 'w4b')).toMatchObject([
    { title: 'b', name: '城市', text: 'Ulm', reason: '太长', late: true },
  ])
  expect(refusedOn(useRefused.getState(), 'w4a')).toEqual([])
  expect(useUnsent.getState().edits).toEqual([])
})

test('a reason that may have arrived days ago is not written twice: its writer is asked', async () => {
  const { flush } = setUp('w5')
  const values = { city: 'Ulm' }
  const waiting = (id: string, made: number): Unsent => ({
    key: newId('key', made).slice(4),
    person: 'p1',
    form: 'lead',
    commands: [{ update: { id, rev: 1, values } }, { note: { id, text: '搬家了' } }],
    records: [{ id, title: id, values, display: values, before: {}, beforeDisplay: {} }],
  })
  const hour = 3_600_000
  keepUnsent(waiting('w5a', Date.now() - 60 * hour), waiting('w5b', Date.now() - 2 * hour))
  line.up = true
  await flush()
  expect(batches.map(batch => batch.ids[0])).toEqual(['w5b'])
  expect(refusedOn(useRefused.getState(), 'w5a')).toMatchObject([
    { name: '城市', text: 'Ulm', reason: '可能已保存，请核对', late: true },
  ])
  expect(useUnsent.getState().edits).toEqual([])
})
