import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { BatchCommand } from '@/api/records'
import type { Form, RecordRow } from '@/api/types'
import { flushUnsent } from '@/offline/flush-unsent'
import { lateOf, useRefused } from '@/offline/refused'
import { countUnsent, openUnsent, unsentOn, useUnsent } from '@/offline/unsent'
import { useBulk } from '../bulk/use-bulk'
import type { Selection } from '../grid/selection'
import { sendUnsentEdit } from './send-unsent'
import { takeUndo } from './undo-stack'
import { useCreateMany } from './use-create-many'
import { useSave } from './use-save'
import { useTrash } from './use-trash'
import { useUndo } from './use-undo'

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
let batches: { key: string | null; commands: BatchCommand[] }[] = []
let refuse: (() => { status: number; body: unknown } | undefined) | undefined
const asked: string[] = []

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

beforeEach(() => {
  line.up = false
  batches = []
  asked.length = 0
  refuse = undefined
  useUnsent.setState({ person: undefined, edits: [] })
  useRefused.setState({ person: undefined, cells: new Map() })
  while (takeUndo('lead')) {
    // Steps of earlier tests.
  }
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (!line.up) throw new TypeError('Failed to fetch')
    asked.push(`${init.method} ${url.pathname}`)
    if (!url.pathname.endsWith('/batch')) return json(200, { items: [], seq: 1, batch: 'bat_one' })
    const { commands } = JSON.parse(String(init.body))
    batches.push({ key: new Headers(init.headers).get('Idempotency-Key'), commands })
    const no = refuse?.()
    if (no) return json(no.status, no.body)
    return json(200, { results: [], batch: `bat_${batches.length}`, seq: 1 })
  })
})
afterEach(() => vi.unstubAllGlobals())

const row = (id: string): RecordRow => ({ id, rev: 4, values: { name: id }, display: { name: id } })
const picked = (...rows: RecordRow[]) =>
  ({
    picked: new Map(rows.map(one => [one.id, one])),
    size: rows.length,
    clear: () => undefined,
  }) as unknown as Selection

function setUp(selection: Selection = picked()) {
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'p1' })
  client.setQueryData(keys.form('lead'), form)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(
    () => ({
      trash: useTrash(form),
      make: useCreateMany(form),
      bulk: useBulk(form, { form: 'lead' } as never, selection),
      ...useUndo(form, useSave(form)),
    }),
    { wrapper },
  )
  return { result, flush: () => flushUnsent('p1', edit => sendUnsentEdit(client, edit)) }
}
/** The page is loaded anew, and the server is back. */
function later() {
  useUnsent.setState({ person: undefined, edits: [] })
  openUnsent('p1')
  line.up = true
}

test('a deletion that does not reach the server waits, over a reload, and is done once', async () => {
  const { result, flush } = setUp()
  expect(await result.current.trash(row('rec_a'), '河滨')).toBe(true)
  expect(countUnsent(useUnsent.getState())).toBe(1)
  expect(unsentOn(useUnsent.getState(), 'rec_a')).toBe('*')
  const key = useUnsent.getState().edits[0]?.key
  later()
  await flush()
  expect(batches).toEqual([{ key, commands: [{ delete: { id: 'rec_a', rev: 4 } }] }])
  expect(useUnsent.getState().edits).toEqual([])
  expect(takeUndo('lead')).toMatchObject({ batches: ['bat_1'], waits: [] })
})

test('a deletion that is taken back before it is sent never happens', async () => {
  const { result, flush } = setUp()
  await result.current.trash(row('rec_b'), '河滨')
  await act(async () => result.current.undo())
  line.up = true
  await flush()
  expect(batches).toEqual([])
})

test('a record with edits that wait goes after them', async () => {
  const { result, flush } = setUp()
  await result.current.trash(row('rec_c'), '河滨')
  line.up = true
  await result.current.trash(row('rec_c'), '河滨')
  expect(asked).toEqual([])
  await flush()
  expect(batches).toHaveLength(2)
})

test('a deletion that is refused later is told by the name of the record; what is gone already is not', async () => {
  const { result, flush } = setUp()
  await result.current.trash(row('rec_d'), '河滨')
  later()
  const errors = (code: string) => [{ code, field: 'commands.0.rev', params: {} }]
  refuse = () => ({ status: 409, body: { code: 'conflict', errors: errors('conflict') } })
  await flush()
  expect(lateOf(useRefused.getState())).toMatchObject([
    { record: 'rec_d', title: 'rec_d', name: '删除', reason: '没有保存，别人刚改过' },
  ])
  line.up = false
  await result.current.trash(row('rec_e'), '明德')
  line.up = true
  refuse = () => ({ status: 409, body: { code: 'in_recycle_bin', errors: errors('in_recycle_bin') } })
  await flush()
  expect(useUnsent.getState().edits).toEqual([])
  expect(lateOf(useRefused.getState())).toHaveLength(1)
})

test('many records that are thrown away at once wait as one act', async () => {
  const rows = [row('rec_f'), row('rec_g')]
  const { result, flush } = setUp(picked(...rows))
  await act(async () => {
    const commands = rows.map(({ id, rev }) => ({ delete: { id, rev } }))
    expect(await result.current.bulk.run(commands, { doing: '', done: String })).toBe(true)
  })
  expect(useUnsent.getState().edits.map(edit => edit.records.map(({ title }) => title))).toEqual([
    ['rec_f', 'rec_g'],
  ])
  later()
  await flush()
  expect(batches[0]?.commands).toEqual(rows.map(({ id, rev }) => ({ delete: { id, rev } })))
})

test('pasted rows that do not reach the server wait and are made once, in their order', async () => {
  const { result, flush } = setUp()
  const names = [...'甲乙丙丁戊己庚辛壬癸']
  await result.current.make(names.map(name => ({ name })))
  expect(countUnsent(useUnsent.getState())).toBe(10)
  expect(useUnsent.getState().edits[0]?.records.map(({ title }) => title)).toEqual(names)
  later()
  await flush()
  await flush()
  const made = batches.flatMap(({ commands }) =>
    commands.map(command => ('create' in command ? command.create : undefined)),
  )
  expect(made.map(one => one?.values.name)).toEqual(names)
  const ids = made.map(one => one?.id ?? '')
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(10)
})

test('rows that had arrived days ago are not made twice, and nothing is told', async () => {
  const { result, flush } = setUp()
  await result.current.make([{ name: '甲' }, { name: '乙' }])
  later()
  refuse = () => ({ status: 409, body: { code: 'id_taken', errors: [{ code: 'id_taken', field: 'id' }] } })
  await flush()
  expect([batches.length, useUnsent.getState().edits.length]).toEqual([1, 0])
  expect(lateOf(useRefused.getState())).toEqual([])
})

test('a row that is refused later keeps all that was to be in it; the others are made', async () => {
  const { result, flush } = setUp()
  await result.current.make([{ name: '甲' }, { name: '乙', city: 'Ulm' }])
  later()
  refuse = () =>
    batches.length === 1
      ? {
          status: 422,
          body: { code: 'invalid', errors: [{ code: 'too_long', field: 'commands.1.city', params: {} }] },
        }
      : undefined
  await flush()
  expect(batches.map(({ commands }) => commands.length)).toEqual([2, 1])
  expect(lateOf(useRefused.getState())).toMatchObject([
    { title: '乙', name: '城市', text: 'Ulm', unmade: { name: '乙', city: 'Ulm' } },
  ])
})
