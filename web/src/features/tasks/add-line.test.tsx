import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { TaskDue } from '@/api/tasks'
import { wallNow } from '@/lib/zone'
import { AddLine } from './add-line'
import { dueAt, quickDue } from './due'

const made: { title: string; due?: TaskDue }[] = []

// The part that reads dates comes late: on a busy machine later than a test waits.
beforeAll(() => import('./due-in-text'), 60_000)
/** How the server answers a new task, once `arrive` lets it. */
let status = 200
let arriving = Promise.resolve()
beforeEach(() => {
  made.length = 0
  status = 200
  arriving = Promise.resolve()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (init.method === 'POST' && url.pathname.endsWith('/tasks')) {
      made.push(JSON.parse(String(init.body)))
      await arriving
      if (status !== 200) return new Response(JSON.stringify({ code: 'forbidden' }), { status })
    }
    return new Response(JSON.stringify({ id: 'tsk_1', items: [] }), {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
    })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function drawn() {
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_1', name: '陈' })
  render(
    <QueryClientProvider client={client}>
      <AddLine />
    </QueryClientProvider>,
  )
  const input = screen.getByLabelText('新任务')
  return {
    input: input as HTMLInputElement,
    type: (text: string) => fireEvent.change(input, { target: { value: text } }),
    enter: () => fireEvent.keyDown(input, { key: 'Enter' }),
  }
}
const tomorrow = () => wallNow().add(1, 'day').format('YYYY-MM-DD')

test('the day that a text says is offered, and saved with the text as it is', async () => {
  const { type, enter } = drawn()
  type('明天下午3点给海达寄样品')
  expect((await screen.findByRole('status')).textContent).toBe('文字里说的是 明天 15:00')
  expect(screen.getByRole('button', { name: '明天 15:00' })).toBeTruthy()
  enter()
  await waitFor(() => expect(made).toHaveLength(1))
  expect(made[0]).toMatchObject({ title: '明天下午3点给海达寄样品', due: dueAt(tomorrow(), '15:00') })
})

test('what is taken off is not saved, however the text goes on', async () => {
  const { type, enter } = drawn()
  type('明天下午3点给海达')
  await screen.findByRole('status')
  fireEvent.click(screen.getByRole('button', { name: '不设日期' }))
  type('明天下午3点给海达寄样品')
  expect(screen.queryByRole('status')).toBeNull()
  enter()
  await waitFor(() => expect(made).toHaveLength(1))
  expect(made[0]).not.toHaveProperty('due')
})

test('a day that was picked counts, whatever the text says', async () => {
  const { type, enter } = drawn()
  type('明天下午3点给海达寄样品')
  await screen.findByRole('status')
  fireEvent.click(screen.getByRole('button', { name: '今天' }))
  enter()
  await waitFor(() => expect(made).toHaveLength(1))
  expect(made[0]?.due).toEqual(quickDue('today'))
})

/** Answers are held back until this is called. */
function heldBack(): () => void {
  let arrive = () => {}
  arriving = new Promise<void>(done => {
    arrive = done
  })
  return arrive
}

test('what is typed of the next task before the last one is answered stays', async () => {
  const { input, type, enter } = drawn()
  const arrive = heldBack()
  type('寄样品')
  enter()
  await waitFor(() => expect(made).toHaveLength(1))
  expect(input.value).toBe('')
  type('打电话')
  arrive()
  await waitFor(() => expect(screen.getByRole('button', { name: '添加' })).toHaveProperty('disabled', false))
  expect(input.value).toBe('打电话')
})

test('a task that was not added stands in the line again', async () => {
  const { input, type, enter } = drawn()
  status = 403
  type('寄样品')
  enter()
  await screen.findByRole('alert')
  expect(input.value).toBe('寄样品')
})

test('where the next task is being typed by then, the alert says which one was not added', async () => {
  const { input, type, enter } = drawn()
  const arrive = heldBack()
  status = 403
  type('寄样品')
  enter()
  type('打电话')
  arrive()
  expect((await screen.findByRole('alert')).textContent).toContain('“寄样品”没有添加')
  expect(input.value).toBe('打电话')
})
