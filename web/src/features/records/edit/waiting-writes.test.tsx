import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { BatchCommand } from '@/api/records'
import type { Form, RecordRow } from '@/api/types'
import { flushUnsent } from '@/offline/flush-unsent'
import { lateOf, useRefused } from '@/offline/refused'
import { keepUnsent, useUnsent } from '@/offline/unsent'
import { sendUnsentEdit } from './send-unsent'
import { takeUndo } from './undo-stack'
import { useCreateMany } from './use-create-many'
import { useSave } from './use-save'
import { goneOf, useTrash } from './use-trash'
import { useUndo } from './use-undo'

const text = (code: string, name: string, more = {}) => ({
  id: code,
  code,
  name: { 'zh-CN': name, en: name },
  kind: { type: 'text' },
  ...more,
})
const form = {
  code: 'lead',
  title: 'name',
  name: 'Lead',
  fields: [text('name', '公司'), text('city', '城市'), text('account', '账号', { sensitive: true })],
} as unknown as Form

type Values = Record<string, unknown>
/** A server with one record that it answers for as the real one does: revisions, the bin, keys that it saw. */
const server = {
  up: false,
  /** The next answer is lost on its way. */
  loses: false,
  rev: 4,
  binned: false,
  /** Codes that it refuses values of. */
  strict: '',
  /** It is out of this person's sight. */
  hidden: false,
  answers: new Map<string, { status: number; body: unknown }>(),
  keys: [] as (string | null)[],
  deletes: [] as number[],
  onForm: (): Promise<unknown> => Promise.resolve(),
}

const no = (status: number, code: string, field?: string, more = {}) => ({
  status,
  // What is about all of a request has no place in it.
  body: { code, ...(field ? { errors: [{ code, field }] } : {}), ...more },
})

function patched(values: Values, id: string | undefined) {
  if (server.strict in values) return no(422, 'too_long', `values.${server.strict}`)
  server.rev += 1
  return { status: 200, body: { id: id ?? 'rec', rev: server.rev, seq: 1, values, display: {}, system: {} } }
}

function ran(commands: BatchCommand[]) {
  for (const [at, command] of commands.entries()) {
    if ('create' in command && server.strict in command.create.values)
      return no(422, 'too_long', commands.length > 1 ? `commands.${at}.${server.strict}` : server.strict)
    if (!('delete' in command)) continue
    if (server.hidden) return no(404, 'not_found')
    if (server.binned) return no(409, 'in_recycle_bin', commands.length > 1 ? `commands.${at}` : undefined)
    if (command.delete.rev !== server.rev) return no(409, 'conflict')
    server.binned = true
    server.deletes.push(command.delete.rev)
  }
  return { status: 200, body: { results: [], batch: 'bat_1', seq: 1 } }
}

async function answer(url: URL, init: RequestInit): Promise<Response> {
  if (!server.up && !server.loses) throw new TypeError('Failed to fetch')
  const key = new Headers(init.headers).get('Idempotency-Key')
  const body = init.body ? JSON.parse(String(init.body)) : {}
  const known = key === null ? undefined : server.answers.get(key)
  const answered =
    known ??
    (url.pathname.endsWith('/batch')
      ? ran(body.commands)
      : init.method === 'PATCH'
        ? patched(body.values, url.pathname.split('/').at(-1))
        : url.pathname.endsWith('/forms/lead')
          ? { status: 200, body: await server.onForm().then(() => form) }
          : { status: 200, body: { items: [] } })
  if (url.pathname.endsWith('/batch')) server.keys.push(key)
  if (key !== null && answered.status === 200) server.answers.set(key, answered)
  if (server.loses) {
    server.loses = false
    throw new TypeError('Failed to fetch')
  }
  return new Response(JSON.stringify(answered.body), {
    status: answered.status,
    headers: { 'Content-Type': 'application/json' },
  })
}

const now = { client: new QueryClient() }
beforeEach(() => {
  Object.assign(server, {
    up: false,
    loses: false,
    rev: 4,
    binned: false,
    strict: '',
    hidden: false,
    answers: new Map(),
    keys: [],
    deletes: [],
    onForm: () => Promise.resolve(),
  })
  useUnsent.setState({ person: undefined, edits: [] })
  useRefused.setState({ person: undefined, cells: new Map() })
  while (takeUndo('lead')) {
    // Steps of earlier tests.
  }
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', answer)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const row = (id: string): RecordRow => ({ id, rev: 4, values: { name: id }, display: { name: id } })
function setUp() {
  const client = new QueryClient()
  now.client = client
  client.setQueryData(keys.me, { id: 'p1' })
  client.setQueryData(keys.form('lead'), form)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(
    () => {
      const save = useSave(form)
      return { save, trash: useTrash(form), make: useCreateMany(form), ...useUndo(form, save) }
    },
    { wrapper },
  )
  return result
}
const flush = () => flushUnsent('p1', edit => sendUnsentEdit(now.client, edit))
const told = () => lateOf(useRefused.getState())

test('a sensitive value of a refused row is written nowhere', async () => {
  const { make } = setUp().current
  await make([{ name: '甲', city: 'Ulm', account: '6222-0001' }])
  server.up = true
  server.strict = 'city'
  await flush()
  expect(told()).toMatchObject([{ name: '城市', unmade: { name: '甲', city: 'Ulm' }, less: true }])
  expect(Object.values(localStorage).join()).not.toContain('6222')
})

test('nor where the form that says which values are sensitive is gone', async () => {
  const { make } = setUp().current
  await make([{ name: '甲', city: 'Ulm', account: '6222-0001' }])
  now.client.removeQueries({ queryKey: keys.form('lead') })
  server.up = true
  server.strict = 'account'
  server.onForm = () => Promise.reject(new TypeError('Failed to fetch'))
  await flush()
  expect(told()).toHaveLength(1)
  expect(Object.values(localStorage).join()).not.toContain('6222')
})

test('a deletion whose answer is lost is sent again under its key: told of as done, and it can be undone', async () => {
  const { trash } = setUp().current
  server.loses = true
  expect(await trash(row('rec'), '河滨')).toBe(true)
  expect(server.binned).toBe(true)
  server.up = true
  await flush()
  expect(server.keys[0]).not.toBeNull()
  expect(new Set(server.keys).size).toBe(1)
  expect(told()).toEqual([])
  expect(takeUndo('lead')).toMatchObject({ batches: ['bat_1'], waits: [] })
})

test('a deletion that the server has forgotten the key of is done; one of a record out of sight is told', async () => {
  const { trash } = setUp().current
  await trash(row('rec'), '河滨')
  server.up = true
  server.binned = true
  await flush()
  expect(told()).toEqual([])
  server.up = false
  await trash(row('rec'), '河滨')
  server.up = true
  server.hidden = true
  await flush()
  expect(told()).toMatchObject([{ record: 'rec', name: '删除' }])
})

test('of several that are in the bin already none is told', async () => {
  setUp()
  const rows = [row('rec_1'), row('rec_2')]
  const commands = rows.map(({ id, rev }) => ({ delete: { id, rev } }))
  const records = rows.map(one => goneOf(form, one.id, one))
  keepUnsent({ key: 'k', person: 'p1', form: 'lead', commands, records })
  server.up = true
  server.binned = true
  await flush()
  expect(told()).toEqual([])
  expect(useUnsent.getState().edits).toEqual([])
})

test('a deletion that waits behind an edit takes no work along that its writer never saw', async () => {
  const { save, trash } = setUp().current
  await save(row('rec'), { city: 'Ulm' })
  await trash(row('rec'), '河滨')
  server.up = true
  // A colleague changed the amount.
  server.rev = 5
  await flush()
  expect(server.rev).toBe(6)
  expect(server.deletes).toEqual([])
  expect(told()).toMatchObject([{ record: 'rec', name: '删除', reason: expect.stringContaining('别人') }])
})

test('behind an edit that nobody else came between, it goes on what that edit left', async () => {
  const { save, trash } = setUp().current
  await save(row('rec_own'), { city: 'Ulm' })
  await trash(row('rec_own'), '河滨')
  server.up = true
  await flush()
  expect(server.deletes).toEqual([5])
  expect(told()).toEqual([])
})

test('what is refused lies among the refused before it stops waiting', async () => {
  const { save, make } = setUp().current
  await save(row('rec'), { city: 'Ulm' })
  await make([{ name: '甲', city: 'Ulm' }])
  now.client.removeQueries({ queryKey: keys.form('lead') })
  server.up = true
  server.strict = 'city'
  const waiting: number[] = []
  server.onForm = async () => waiting.push(useUnsent.getState().edits.length)
  await flush()
  expect(waiting).toEqual([2, 1])
  expect(told()).toHaveLength(2)
  expect(useUnsent.getState().edits).toEqual([])
})
