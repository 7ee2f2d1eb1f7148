import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Me } from '@/api/types'
import { keepDraft, useQueue } from './queue'
import { addRefused, openRefused } from './refused'
import { useLeaving, useSignOut } from './sign-out'
import { keepUnsent, openUnsent, type Unsent, useUnsent } from './unsent'

const edit = (key: string, title: string, person = 'usr_1'): Unsent => ({
  key,
  person,
  form: 'lead',
  rev: 1,
  records: [
    { id: key, title, values: { city: 'Ulm' }, display: {}, before: { city: null }, beforeDisplay: {} },
  ],
})
const draft = (key: string, person = 'usr_1') => ({
  key,
  person,
  form: 'lead',
  record: 'rec_9',
  title: '海川物流',
  body: { kind: 'call' as const, text: '报价八折' },
})
const refused = {
  person: 'usr_1',
  form: 'lead',
  record: 'rec_8',
  field: 'city',
  title: '明德',
  name: '城市',
  text: 'Bonn',
  reason: '太长',
  late: true,
}

beforeEach(() => {
  useUnsent.setState({ person: undefined, edits: [] })
  useQueue.setState({ drafts: [] })
  useLeaving.setState({ Ask: undefined })
  openUnsent('usr_1')
  openRefused('usr_1')
})

function Leave() {
  const leave = useSignOut()
  const Ask = useLeaving(state => state.Ask)
  return (
    <>
      <button type="button" aria-label="leave" onClick={leave} />
      {Ask && <Ask />}
    </>
  )
}

/** Somebody who wants to leave; what the server was asked, and where they went. */
function leaving() {
  const asked: string[] = []
  const went = vi.fn()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('location', { origin: 'http://localhost', assign: went })
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    asked.push(`${init.method} ${url.pathname}`)
    return new Response(null, { status: 204 })
  })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.me, { id: 'usr_1', name: '李强' } as unknown as Me)
  render(
    <QueryClientProvider client={client}>
      <Leave />
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'leave' }))
  return { asked, went }
}
const out = ['DELETE /api/v1/session']

test('whoever leaves nothing behind is not asked, whatever a colleague left', async () => {
  keepUnsent(edit('k1', '河滨机械', 'usr_2'))
  openUnsent('usr_1')
  const { asked, went } = leaving()
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() => expect(went).toHaveBeenCalledWith('/login'))
  expect(asked).toEqual(out)
})

test('whoever leaves work behind is told what waits before anything happens', async () => {
  keepUnsent(edit('k1', '河滨机械'), edit('k2', '华为'))
  keepDraft(draft('d1'))
  addRefused([refused])
  const { asked } = leaving()
  const told = (await screen.findByRole('dialog')).textContent
  for (const words of ['2 处修改等待保存', '河滨机械 · 华为', '1 条离线草稿', '海川物流', '1 处修改没能保存'])
    expect(told).toContain(words)
  expect(asked).toEqual([])
})

test('what is given up is nowhere in this browser; what a colleague left stays', async () => {
  keepUnsent(edit('k1', '河滨机械', 'usr_2'))
  openUnsent('usr_1')
  keepUnsent(edit('k2', '华为'))
  keepDraft(draft('d1', 'usr_2'))
  keepDraft(draft('d2'))
  addRefused([refused])
  const { asked, went } = leaving()
  fireEvent.click(await screen.findByRole('button', { name: '放弃这些内容' }))
  await waitFor(() => expect(went).toHaveBeenCalled())
  expect(asked).toEqual(out)
  const left = Object.values(localStorage).join()
  expect(left).not.toContain('usr_1')
  expect(left).toContain('河滨机械')
  expect(left).toContain('d1')
})

test('what is kept waits for the next sign-in; a sensitive value cannot, and that is said', async () => {
  keepUnsent(edit('k1', '华为'), { ...edit('k2', '明德'), secret: true })
  const { went } = leaving()
  expect((await screen.findByRole('dialog')).textContent).toContain('无法保留')
  fireEvent.click(screen.getByRole('button', { name: '保留在这台设备' }))
  await waitFor(() => expect(went).toHaveBeenCalled())
  expect(useUnsent.getState().edits.map(({ key }) => key)).toEqual(['k1'])
  expect(Object.values(localStorage).join()).toContain('华为')
})

test("a half-written text is told at sign-out and goes with the rest; a colleague's stays", async () => {
  const begin = (key: string, value: unknown) =>
    localStorage.setItem(`clew.own.${key}`, JSON.stringify(value))
  begin('usr_1.activity.rec_1', '下周再谈折扣')
  begin('usr_1.activity.rec_1.files', [{ name: '报价.pdf' }])
  begin('usr_1.activity.rec_2.people', [{ id: 'usr_3', name: '王敏' }])
  begin('usr_1.draft.lead', { amount: 5, name: '明德' })
  begin('usr_2.activity.rec_1', '不要给他')
  const { went } = leaving()
  const told = (await screen.findByRole('dialog')).textContent
  expect(told).toContain('2 段没写完的内容')
  expect(told).toContain('下周再谈折扣')
  expect(told).toContain('明德')
  expect(told).not.toContain('不要给他')
  fireEvent.click(screen.getByRole('button', { name: '放弃这些内容' }))
  await waitFor(() => expect(went).toHaveBeenCalled())
  expect(Object.keys(localStorage)).toEqual(['clew.own.usr_2.activity.rec_1'])
})

test('a half-written text that is kept is there after the next sign-in', async () => {
  localStorage.setItem('clew.own.usr_1.remark.act_1', '"看过了"')
  const { went } = leaving()
  fireEvent.click(await screen.findByRole('button', { name: '保留在这台设备' }))
  await waitFor(() => expect(went).toHaveBeenCalled())
  expect(localStorage.getItem('clew.own.usr_1.remark.act_1')).toBe('"看过了"')
})

test('whoever thinks better of it stays, and all that waits stays with them', async () => {
  keepUnsent(edit('k1', '华为'))
  const { asked } = leaving()
  fireEvent.click(await screen.findByRole('button', { name: '关闭' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(asked).toEqual([])
  expect(useUnsent.getState().edits).toHaveLength(1)
})
