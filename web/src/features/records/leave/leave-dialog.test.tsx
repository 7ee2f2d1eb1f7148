import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Person } from '@/api/types'
import { Toaster } from '@/ui/toast'
import { LeaveDialog } from './leave-dialog'

const person = (id: string, name: string): Person => ({ id, name, state: 'active' }) as unknown as Person
const [li, wang] = [person('usr_2', '李强'), person('usr_3', '王芳')]
const lead = {
  code: 'lead',
  name: { 'zh-CN': '线索' },
  title: 'company',
  fields: [],
  can: { read: true, edit: true },
  pool: { name: { 'zh-CN': '公海' }, mask: [] },
}
const rows = [1, 2].map(n => ({ id: `rec_${n}`, rev: n, values: { owner: li.id }, display: {} }))

/** What was asked of the server that changes something, in order. */
function show({ refuse, leaving = true }: { refuse?: object; leaving?: boolean } = {}) {
  const asked: [string, unknown][] = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('fetch', async (url: URL, { method, body }: RequestInit) => {
    const path = String(url).replace(/^.*\/v1/, '')
    const answer = (said: unknown, status = 200) =>
      new Response(JSON.stringify(said), { status, headers: { 'Content-Type': 'application/json' } })
    if (path.endsWith('/aggregate'))
      return answer({ rows: [{ keys: [li.id], display: [li.name], values: [2] }], seq: 1 })
    if (path.endsWith('/query')) return answer({ items: rows, next: null, seq: 1 })
    if (method === 'GET') return answer({ items: [], next: null })
    asked.push([`${method} ${path}`, JSON.parse(String(body))])
    if (refuse && method === 'PATCH') return answer(refuse, 409)
    return answer({ results: [], batch: 'bat_1', seq: 2, count: 2 })
  })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.me, { id: 'usr_1', name: '王老板', permissions: { administer: true } })
  client.setQueryData(keys.people, [li, wang])
  client.setQueryData(keys.departments, [])
  client.setQueryData(keys.forms, [lead])
  client.setQueryData(keys.form('lead'), lead)
  const onClose = vi.fn()
  render(
    <QueryClientProvider client={client}>
      <LeaveDialog person={li} leaving={leaving} onClose={onClose} />
      <Toaster />
    </QueryClientProvider>,
  )
  return { asked, onClose }
}

async function choose(what: string) {
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: '线索怎么处理' }))
  fireEvent.click(await screen.findByTitle(what))
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

test('nothing happens before it is decided what becomes of the records', async () => {
  const { asked } = show()
  await screen.findByText('2 条')
  expect(button('停用').disabled).toBe(true)
  await choose('先不动')
  expect(button('停用').disabled).toBe(false)
  expect(asked).toEqual([])
})

test('the person is locked out first, then all records go in one act, and one undo takes both back', async () => {
  const { asked, onClose } = show()
  await choose('王芳')
  fireEvent.change(await screen.findByLabelText('备注'), { target: { value: '请接着跟' } })
  fireEvent.click(button('停用并交接'))
  const told = within(
    await screen.findByText('已停用李强；2 条线索转交给王芳').then(one => one.parentElement as HTMLElement),
  )
  expect(onClose).toHaveBeenCalled()
  expect(asked).toEqual([
    ['PATCH /people/usr_2', { state: 'disabled' }],
    [
      'POST /forms/lead/records/batch',
      {
        commands: rows.flatMap(({ id, rev }) => [
          { note: { id, text: '请接着跟' } },
          { update: { id, rev, values: { owner: 'usr_3' } } },
        ]),
      },
    ],
  ])
  fireEvent.click(told.getByRole('button', { name: '撤销' }))
  await waitFor(() =>
    expect(asked.slice(2).map(([what]) => what)).toEqual(['PATCH /people/usr_2', 'POST /batches/bat_1/undo']),
  )
  await screen.findByText('已启用李强')
})

test('back in the pool a record says why, also where nobody wrote it', async () => {
  const { asked } = show({ leaving: false })
  await choose('放回公海')
  fireEvent.click(button('交接'))
  await screen.findByText('2 条线索放回公海')
  expect(asked).toEqual([
    [
      'POST /forms/lead/records/batch',
      { commands: rows.map(({ id }) => ({ return: { id, reason: '李强的记录交接' } })) },
    ],
  ])
})

test('where the server refuses it is said in the dialog, and nothing is handed over', async () => {
  const errors = [{ code: 'last_administrator', field: 'state' }]
  const { asked, onClose } = show({ refuse: { code: 'last_administrator', errors } })
  await choose('王芳')
  fireEvent.click(button('停用并交接'))
  const dialog = within(screen.getByRole('dialog'))
  await dialog.findByText('至少要保留一位管理员')
  expect(onClose).not.toHaveBeenCalled()
  expect(asked).toHaveLength(1)
})
