import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useLine } from '@/api/http'
import { keys } from '@/api/queries'
import type { Form, RecordRow } from '@/api/types'
import { useUnsent } from '@/offline/unsent'
import { Toaster } from '@/ui/toast'
import { useSave } from './use-save'
import { useTrash } from './use-trash'

const form = {
  code: 'lead',
  title: 'name',
  name: 'Lead',
  fields: [{ id: 'n', code: 'name', name: { 'zh-CN': '公司' }, kind: { type: 'text' } }],
} as unknown as Form
const row = (id: string): RecordRow => ({ id, rev: 4, values: { name: id }, display: { name: id } })

let answer: () => Response
const refused = (status: number, code: string) => () =>
  new Response(JSON.stringify({ code }), {
    status,
    headers: { 'Content-Type': 'application/json', 'Retry-After': '0' },
  })

const away = () => {
  throw new TypeError('Failed to fetch')
}

beforeEach(() => {
  answer = away
  useUnsent.setState({ person: undefined, edits: [] })
  useLine.setState({ lost: false, ended: false })
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async () => answer())
})
afterEach(() => {
  cleanup()
  useLine.setState({ lost: false, ended: false })
  vi.unstubAllGlobals()
})

function setUp() {
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'p1' })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      {children}
      <Toaster />
    </QueryClientProvider>
  )
  const { result } = renderHook(() => ({ save: useSave(form), trash: useTrash(form) }), { wrapper })
  return result.current
}

test('why a deletion waits is told as it is', async () => {
  const { save, trash } = setUp()
  const told = async (id: string, text: string) => {
    await act(async () => void (await trash(row(id), id)))
    expect(screen.getByText(text)).toBeTruthy()
  }
  await told('甲', '连不上服务器，“甲”等待删除')
  await act(async () => void (await save(row('乙'), { name: 'x' })))
  useLine.setState({ lost: false })
  await told('乙', '前面的修改保存后，“乙”随即删除')
  answer = refused(429, 'too_many_requests')
  await told('丙', '服务器正忙，“丙”等待删除')
  answer = refused(401, 'unauthenticated')
  await told('丁', '登录已过期，“丁”等重新登录后删除')
  await told('乙', '登录已过期，“乙”等重新登录后删除')
})
