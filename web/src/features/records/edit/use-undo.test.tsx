import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, Me, RecordRow } from '@/api/types'
import { useUnsent } from '@/offline/unsent'
import { Toaster } from '@/ui/toast'
import type { CalendarEvent, CalendarPlan } from '../calendar/events'
import { useReschedule } from '../calendar/use-reschedule'
import { settle } from './cached-records'
import { OpenConflict } from './conflict-dialog'
import { useConflict } from './conflict-store'
import { answer, record, server, type Values, write } from './shared-record'
import { remember, takeUndo } from './undo-stack'
import { useSave } from './use-save'
import { useTrash } from './use-trash'
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

/** A calendar by a field that holds days here. */
const DAYS = { start: form.fields[1], isDate: true, editable: true } as unknown as CalendarPlan

beforeEach(() => {
  Object.assign(server, { rev: 1, log: [], batches: new Map(), asked: [], loses: false })
  useUnsent.setState({ person: undefined, edits: [] })
  useConflict.setState({ conflict: null })
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

function setUp(id: string) {
  const client = new QueryClient()
  const row: RecordRow = { id, rev: 1, values: { name: '甲', city: 'A' }, display: { name: '甲', city: 'A' } }
  Object.assign(server, { id, values: { ...row.values } })
  client.setQueryData(keys.me, { id: 'p1' } as Me)
  client.setQueryData(keys.form('lead'), form)
  client.setQueryData(keys.page('lead', 'q', 0), [row])
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      {children}
      <Toaster />
    </QueryClientProvider>
  )
  const { result } = renderHook(
    () => {
      const save = useSave(form)
      return {
        drag: useReschedule(form, DAYS),
        save,
        trash: useTrash(form),
        many: useWriteMany(form),
        ...useUndo(form, save),
      }
    },
    { wrapper },
  )
  const shown = () => client.getQueryData<RecordRow[]>(keys.page('lead', 'q', 0))?.[0] as RecordRow
  const type = (values: Values) => act(async () => void (await result.current.save(shown(), values, values)))
  /** A colleague writes, and the list shows it. */
  const colleague = (values: Values) => {
    write(values)
    settle(client, 'lead', record())
  }
  const undo = () => act(async () => result.current.undo())
  const redo = () => act(async () => result.current.redo())
  return { result, wrapper, shown, type, colleague, undo, redo }
}

test('what a colleague set since is not overwritten by undo: it is asked which value is to stay', async () => {
  const { wrapper, shown, type, colleague, undo } = setUp('z1')
  await type({ city: 'B' })
  colleague({ city: 'C' })
  expect(shown()).toMatchObject({ rev: 3, values: { city: 'C' } })
  await undo()
  expect(server.values.city).toBe('C')
  expect(shown().values.city).toBe('C')
  const { conflict } = useConflict.getState()
  expect(conflict).toMatchObject({ id: 'z1', mine: { city: 'A' }, fields: ['city'], undoes: true })
  if (!conflict) return
  render(<OpenConflict form={form} conflict={conflict} />, { wrapper })
  expect(screen.getByText('王芳 在你之后修改了下面的字段，撤销没有覆盖。请选择保留哪一个。')).toBeTruthy()
  fireEvent.click(screen.getByText('仍然撤销'))
  await act(async () => void fireEvent.click(screen.getByText('完成')))
  expect(server.values.city).toBe('A')
})

test('what a colleague set in another field stays, and undo goes back and forth over it without a question', async () => {
  const { type, colleague, undo, redo } = setUp('z2')
  await type({ city: 'B' })
  colleague({ name: '乙' })
  await undo()
  expect(server.values).toEqual({ name: '乙', city: 'A' })
  await redo()
  colleague({ name: '丙' })
  await undo()
  expect(server.values).toEqual({ name: '丙', city: 'A' })
  expect(useConflict.getState().conflict).toBeNull()
})

test('many edits of one cell are taken back one by one, all the way', async () => {
  const { type, undo } = setUp('z3')
  for (let at = 0; at < 60; at += 1) await type({ city: `B${at}` })
  for (let at = 0; at < 60; at += 1) await undo()
  expect(server.values.city).toBe('A')
  expect(useConflict.getState().conflict).toBeNull()
})

test('what was pasted over an edit is taken back, and then the edit', async () => {
  const { result, shown, type, undo } = setUp('z4')
  await type({ city: 'B' })
  await act(async () => {
    await result.current.many([{ record: shown(), values: { city: 'X' }, display: { city: 'X' } }], '')
  })
  expect(server.values.city).toBe('X')
  await undo()
  expect(server.values.city).toBe('B')
  await undo()
  expect(server.values.city).toBe('A')
  expect(useConflict.getState().conflict).toBeNull()
})

test('after a deletion it is the deletion that is taken back, not the edit before it', async () => {
  const { result, shown, type, undo } = setUp('z5')
  await type({ city: 'B' })
  await act(async () => void (await result.current.trash(shown(), '甲')))
  const gone = `bat_${server.rev}`
  await undo()
  expect(server.asked).toEqual([gone])
  expect(server.values.city).toBe('B')
})

test('a deletion that was taken back by its message is not taken back again by the keys', async () => {
  const { result, shown, type, undo } = setUp('z6')
  await type({ city: 'B' })
  await act(async () => void (await result.current.trash(shown(), '甲')))
  await act(async () => void fireEvent.click(screen.getByText('撤销')))
  expect(server.asked).toHaveLength(1)
  await undo()
  expect(server.asked).toHaveLength(1)
  expect(server.values.city).toBe('A')
})

test('an undo that did not reach the server can be tried again', async () => {
  const { result, shown, undo } = setUp('z7')
  await act(async () => void (await result.current.trash(shown(), '甲')))
  server.loses = true
  await undo()
  expect(server.asked).toEqual([])
  server.loses = false
  await undo()
  expect(server.asked).toHaveLength(1)
})

test('a day that was changed in a calendar is taken back by the keys, and what told of it goes', async () => {
  const { result, shown } = setUp('z8')
  const drag = async (from: string, to: string) => {
    const event = { id: 'z8', record: shown(), title: '甲', start: from, firstDay: from, lastDay: from }
    await act(async () => void (await result.current.drag(event as unknown as CalendarEvent, { day: to })))
  }
  const press = (on: Element) =>
    act(async () => {
      fireEvent.keyDown(on, { key: 'z', ctrlKey: true })
      await vi.waitFor(() => expect(server.values.city).toBe('A'))
    })
  await drag('2026-11-20', '2026-11-23')
  expect(server.values.city).toBe('2026-11-23')
  expect(screen.getByText('撤销')).toBeTruthy()
  await press(document.body)
  expect(screen.queryByText('撤销')).toBeNull()
  await drag('2026-11-20', '2026-11-24')
  render(
    <div data-calendar="month">
      <button type="button" aria-label="甲" />
    </div>,
  )
  await press(screen.getByLabelText('甲'))
})

test('a part of an act that is refused as a whole is told with its reason, and the other parts are taken back', async () => {
  const { result } = setUp('rec_parts')
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    const path = String(url).replace(/^.*\/v1/, '')
    asked.push(path)
    const refused = path === '/batches/bat_2/undo'
    const said = refused
      ? { code: 'changed_since', errors: [] }
      : { batch: `${path}_back`, items: [], seq: 1 }
    return new Response(JSON.stringify(said), {
      status: refused ? 409 : 200,
      headers: { 'Content-Type': 'application/json' },
    })
  })
  const step = { kind: 'batches' as const, form: 'lead', batches: ['bat_1', 'bat_2', 'bat_3'], ids: [] }
  remember(step)
  await act(async () => void (await result.current.undoStep(step)))
  expect(asked).toEqual([3, 2, 1].map(n => `/batches/bat_${n}/undo`))
  await screen.findByText('之后又有修改，不能直接撤销')
})
