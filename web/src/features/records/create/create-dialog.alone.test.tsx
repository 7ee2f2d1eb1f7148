import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Filter, Form, Me } from '@/api/types'
import { startCreating } from '@/lib/preset'
import { begunOf } from '@/offline/begun'
import { KeptStrip } from '@/offline/kept-strip'
import { addRefused, lateOf, openRefused, useRefused } from '@/offline/refused'
import { Toaster } from '@/ui/toast'
import { CreateDialog } from './create-dialog'
import { keepDraft, readDraft } from './draft'

// The code of each editor is fetched, which takes its time on a busy machine.
beforeEach(() => configure({ asyncUtilTimeout: 10_000 }))
vi.setConfig({ testTimeout: 40_000 })

const went = vi.hoisted(() => vi.fn())
vi.mock('@/lib/use-go', () => ({ useGo: () => went }))

const field = (code: string, type = 'text', more = {}) => ({
  id: code,
  code,
  name: { 'zh-CN': code, en: code },
  kind: { type },
  ...more,
})
const options = [{ id: 'o', code: 'new', label: { 'zh-CN': '新线索', en: 'New' } }]
const form = {
  code: 'lead',
  title: 'name',
  name: { 'zh-CN': '线索', en: 'Lead' },
  groups: [],
  actions: [],
  fields: [
    { ...field('status', 'stage', { required: true }), kind: { type: 'stage', options } },
    field('name'),
    field('city'),
    field('account', 'text', { sensitive: true }),
  ],
} as unknown as Form

let made: unknown[] = []
let answer: () => Response
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

beforeEach(() => {
  made = []
  went.mockClear()
  answer = () => json(201, { id: 'rec_new', rev: 1, values: {}, display: {} })
  useRefused.setState({ person: undefined, cells: new Map() })
  startCreating({})
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (init.method === 'POST' && url.pathname.endsWith('/lead/records')) {
      made.push(JSON.parse(String(init.body)))
      return answer()
    }
    return json(200, { items: [] })
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const closed = vi.fn()
function show(what = <CreateDialog form={form} onClose={closed} onCreated={() => undefined} />) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.me, { id: 'usr_1', name: '李强' } as unknown as Me)
  return render(<QueryClientProvider client={client}>{what}</QueryClientProvider>)
}
const box = (name: string) => screen.findByLabelText<HTMLInputElement>(new RegExp(`^${name}`))
const type = async (name: string, value: string) => fireEvent.change(await box(name), { target: { value } })
/** Not by its role: whether each of so many elements has one takes a second. */
const press = (words: string) => fireEvent.click(screen.getByText(words))
const close = () => fireEvent.click(screen.getByLabelText('关闭'))
const stored = () => Object.values(localStorage).join()

const cell = (name: string) => ({
  person: 'usr_1',
  form: 'lead',
  record: 'rec_row',
  field: name,
  title: '甲',
  name,
  text: 'x',
  reason: '太长',
  late: true,
  unmade: { name: '甲', city: 'Ulm' },
})
const told = () => lateOf(useRefused.getState())

test('a refused row is one entry however many of its cells were refused, and waits until it is made', async () => {
  openRefused('usr_1')
  addRefused([cell('name'), { ...cell('city'), less: true }])
  const strip = show(<KeptStrip inside={false} />)
  press('1 处修改没能保存')
  expect(screen.getByText('敏感内容没有保留，请重新填写')).toBeTruthy()
  press('去改正')
  expect(went).toHaveBeenCalledWith('/f/lead?new=true')
  expect(told()).toHaveLength(2)
  strip.unmount()
  show()
  await type('city', 'Bonn')
  press('保存')
  await waitFor(() => expect(told()).toEqual([]))
  expect(made).toMatchObject([{ id: 'rec_row', values: { name: '甲', city: 'Bonn' } }])
})

test('another half-written record gets into no refused row, and stays', async () => {
  keepDraft('usr_1', form, { name: '', city: 'Kiel' })
  openRefused('usr_1')
  addRefused([{ ...cell('name'), unmade: { name: '甲' } }])
  startCreating({ name: '甲' }, {}, 'rec_row')
  show()
  expect((await box('name')).value).toBe('甲')
  expect((await box('city')).value).toBe('')
  press('保存')
  await waitFor(() => expect(told()).toEqual([]))
  expect(readDraft('usr_1', form)).toMatchObject({ city: 'Kiel' })
})

test('what is mended and not saved yet is in the refused row', async () => {
  openRefused('usr_1')
  addRefused([cell('city')])
  startCreating({ ...cell('city').unmade }, {}, 'rec_row')
  show()
  await type('city', 'Bonn')
  await type('account', '6222')
  close()
  expect(told()).toMatchObject([{ unmade: { name: '甲', city: 'Bonn' } }])
  expect(stored()).not.toContain('6222')
  expect(begunOf('usr_1')).toEqual([])
})

test('a dialog that is opened and closed leaves nothing behind, and of a draft its text is told, no code', async () => {
  show()
  await box('name')
  close()
  expect(begunOf('usr_1')).toEqual([])
  expect(stored()).toBe('')
  await type('city', 'Ulm')
  close()
  expect(begunOf('usr_1')).toEqual(['Ulm'])
  await type('name', '河滨机械')
  close()
  expect(begunOf('usr_1')).toEqual(['河滨机械'])
  expect(readDraft('usr_1', form)).toMatchObject({ status: 'new', name: '河滨机械', city: 'Ulm' })
})

test('what is typed is kept as it is typed, no sensitive value, and no half of a pinyin', async () => {
  show()
  const name = await box('name')
  await type('name', '河滨')
  await type('account', '6222')
  await waitFor(() => expect(readDraft('usr_1', form)).toMatchObject({ name: '河滨' }))
  expect(stored()).not.toContain('6222')
  vi.useFakeTimers()
  fireEvent.compositionStart(name)
  fireEvent.change(name, { target: { value: '河滨jixie' } })
  vi.advanceTimersByTime(5000)
  expect(readDraft('usr_1', form)).toMatchObject({ name: '河滨' })
  fireEvent.change(name, { target: { value: '河滨机械' } })
  fireEvent.compositionEnd(name)
  vi.advanceTimersByTime(5000)
  expect(readDraft('usr_1', form)).toMatchObject({ name: '河滨机械' })
})

test('a page that goes away in the middle of a word keeps it; a record that was made leaves no draft', async () => {
  show()
  await type('name', '河')
  fireEvent(window, new Event('pagehide'))
  expect(readDraft('usr_1', form)).toMatchObject({ name: '河' })
  await type('name', '河滨')
  press('保存')
  await waitFor(() => expect(stored()).toBe(''))
  await new Promise(resolve => setTimeout(resolve, 600))
  expect(stored()).toBe('')
})

test('a dialog that begins with what was typed before says so, and begins afresh when asked', async () => {
  keepDraft('usr_1', form, { status: 'new', name: '河滨' })
  show()
  expect((await box('name')).value).toBe('河滨')
  expect(screen.getByText('这是上次没保存的内容')).toBeTruthy()
  press('清空重填')
  expect((await box('name')).value).toBe('')
  expect(screen.queryByText('这是上次没保存的内容')).toBeNull()
  expect(stored()).toBe('')
})

test('a new record that the list around leaves out is said to be, and is one press away', async () => {
  const filter: Filter = { field: 'city', op: 'contains', value: 'Ulm' }
  show(
    <>
      <CreateDialog form={form} within={filter} onClose={closed} onCreated={() => undefined} />
      <Toaster />
    </>,
  )
  await type('name', '甲')
  press('保存')
  const said = await screen.findByText(/已创建，不符合当前筛选/)
  fireEvent.click(within(said.parentElement as HTMLElement).getByText('打开'))
  expect(went).toHaveBeenCalledWith('/f/lead/rec_new')
})

/** A dialog whose answer was lost, and that was closed then. */
async function lost(values: Record<string, string>) {
  answer = () => {
    throw new TypeError('Failed to fetch')
  }
  const first = show()
  for (const [name, value] of Object.entries(values)) await type(name, value)
  press('保存')
  await screen.findByText('连不上服务器，请检查网络')
  first.unmount()
}
const ids = () => (made as { id: string }[]).map(({ id }) => id)

test('a record that was made and not answered is not made again, though its dialog was closed in between', async () => {
  await lost({ name: '河滨', account: '6222' })
  expect(stored()).not.toContain('6222')
  answer = () => json(409, { code: 'id_taken', errors: [{ code: 'id_taken', field: 'id' }] })
  show()
  expect((await box('name')).value).toBe('河滨')
  press('保存')
  await waitFor(() => expect(stored()).toBe(''))
  expect(ids()).toEqual([ids()[0], ids()[0]])
  answer = () => json(201, { id: 'rec_new', rev: 1, values: {}, display: {} })
  await type('name', '明德')
  press('保存')
  await waitFor(() => expect(made).toHaveLength(3))
  expect(ids()[2]).not.toBe(ids()[0])
})

test('whoever begins afresh after a lost answer writes of another record', async () => {
  await lost({ name: '河滨' })
  show()
  await box('name')
  press('清空重填')
  await type('name', '明德')
  press('保存')
  await waitFor(() => expect(made).toHaveLength(2))
  expect(ids()[0]).not.toBe(ids()[1])
})
