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
interface Server {
  refuse?: object
  leaving?: boolean
  /** Open tasks of the one who leaves, page by page. */
  tasks?: object[][]
  held?: number
  /** Answers to what is asked, before anything else does. */
  says?: (what: string) => { status: number; body: object } | undefined
}

function show({ refuse, leaving = true, tasks = [], held = 2, says }: Server = {}) {
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
      return answer({ rows: [{ keys: [li.id], display: [li.name], values: [held] }], seq: 1 })
    if (path.endsWith('/query')) return answer({ items: rows, next: null, seq: 1 })
    if (method === 'GET' && path.startsWith('/tasks')) {
      const at = Number(new URL(String(url), 'http://here').searchParams.get('after') ?? 0)
      return answer({ items: tasks[at] ?? [], next: at + 1 < tasks.length ? String(at + 1) : null })
    }
    if (method === 'GET') return answer({ items: [], next: null })
    asked.push([`${method} ${path}`, JSON.parse(String(body))])
    const said = says?.(`${method} ${path}`)
    if (said?.status === 0) throw new TypeError('no line')
    if (said) return answer(said.body, said.status)
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

async function choose(what: string, of = '线索') {
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: `${of}怎么处理` }))
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

const task = (n: number) => ({
  id: `tsk_${n}`,
  rev: n,
  title: `任务${n}`,
  assignee: { id: li.id, name: li.name },
})
/** Each task is given as an act of its own. */
const given = (what: string) => {
  const [, n] = /^PATCH \/tasks\/tsk_(\d+)$/.exec(what) ?? []
  return n ? { status: 200, body: { batch: `bat_${n}` } } : undefined
}
const conflict = { status: 409, body: { code: 'conflict', errors: [] } }
const undone = (asked: [string, unknown][]) =>
  asked.flatMap(([what]) => (what.endsWith('/undo') ? [what] : []))

test('all open tasks are given, also those behind what the dialog counts', async () => {
  const tasks = Array.from({ length: 10 }, (_, page) => [task(2 * page + 1), task(2 * page + 2)])
  const { asked } = show({ leaving: false, held: 0, tasks, says: given })
  await screen.findByText('16 项以上')
  await choose('王芳', '未完成的任务')
  fireEvent.click(button('交接'))
  await screen.findByText('20 项任务转交给王芳')
  expect(asked).toHaveLength(20)
})

test('a task that a colleague changed meanwhile stays theirs, is named, and does not hold up the others', async () => {
  const tasks = [[task(1), task(2), task(3)]]
  const says = (what: string) => (what.endsWith('/tsk_2') ? conflict : given(what))
  const { asked } = show({ leaving: false, held: 0, tasks, says })
  await choose('王芳', '未完成的任务')
  fireEvent.click(button('交接'))
  await screen.findByText('1 项任务刚被别人改过或删除，没有转交：“任务2”')
  await screen.findByText('2 项任务转交给王芳')
  expect(asked.map(([, body]) => body)).toEqual([1, 2, 3].map(n => ({ assignee: wang.id, base_rev: n })))
})

test('the way back of tasks says what stayed, and takes the others back', async () => {
  const refused = { status: 409, body: { code: 'changed_since', errors: [] } }
  const says = (what: string) => (what.includes('/batches/bat_3/') ? refused : given(what))
  const { asked } = show({ leaving: false, held: 0, tasks: [[task(1), task(2), task(3)]], says })
  await choose('王芳', '未完成的任务')
  fireEvent.click(button('交接'))
  await screen.findByText('3 项任务转交给王芳')
  fireEvent.click(button('撤销'))
  await screen.findByText('1 条没有撤销：“任务3”之后被修改过')
  await screen.findByText('已撤销')
  expect(undone(asked)).toEqual([3, 2, 1].map(n => `POST /batches/bat_${n}/undo`))
})

test('a way back that broke off goes on where it stopped', async () => {
  let line = true
  const says = (what: string) => {
    if (what.includes('/batches/bat_2/')) return line ? undefined : { status: 503, body: { code: 'busy' } }
    return given(what)
  }
  const { asked } = show({ leaving: false, held: 0, tasks: [[task(1), task(2), task(3)]], says })
  await choose('王芳', '未完成的任务')
  fireEvent.click(button('交接'))
  await screen.findByText('3 项任务转交给王芳')
  line = false
  fireEvent.click(button('撤销'))
  const half = await screen.findByText('还有一部分没有撤销')
  line = true
  const before = undone(asked).length
  fireEvent.click(within(half.parentElement as HTMLElement).getByRole('button', { name: '重试' }))
  await waitFor(() => expect(undone(asked).slice(before)).toHaveLength(2))
  expect(undone(asked).slice(before)).toEqual([2, 1].map(n => `POST /batches/bat_${n}/undo`))
})

test('who had no password comes back as invited, and that is said', async () => {
  const says = (what: string) =>
    what === 'PATCH /people/usr_2' ? { status: 200, body: { ...li, state: 'invited' } } : undefined
  show({ says })
  await choose('先不动')
  fireEvent.click(button('停用'))
  await screen.findByText('已停用李强')
  fireEvent.click(button('撤销'))
  await screen.findByText('已启用李强，现在是“待加入”，登录要用新的邀请链接')
})
