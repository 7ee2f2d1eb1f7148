import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, Me, RecordRow } from '@/api/types'
import { ConvertDialog } from './convert-dialog'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const lead = { code: 'lead', title: 'name', name: label('线索'), fields: [] } as unknown as Form
const action = { code: 'convert', name: label('转为客户') } as unknown as Form['actions'][number]
const record = { id: 'rec_1', rev: 1, values: {}, display: {} } as unknown as RecordRow

test('a conversion that does not get through says that nothing is lost, and is tried again as the same one', async () => {
  const line = { up: true }
  const sent: (string | null)[] = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (!url.pathname.includes('/actions/')) return Response.json({ items: [] })
    const body = JSON.parse(String(init.body)) as { preview?: boolean }
    if (body.preview) return Response.json({ steps: [] })
    sent.push(new Headers(init.headers).get('Idempotency-Key'))
    if (!line.up) throw new TypeError('no line')
    return Response.json({ steps: [] })
  })
  const client = new QueryClient({ defaultOptions: { mutations: { networkMode: 'always' } } })
  client.setQueryData(keys.me, { id: 'usr_1' } as Me)
  const closed = vi.fn()
  render(
    <QueryClientProvider client={client}>
      <ConvertDialog form={lead} record={record} action={action} onClose={closed} />
    </QueryClientProvider>,
  )
  const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: '确定' })
  await waitFor(() => expect(confirm.disabled).toBe(false))
  line.up = false
  fireEvent.click(confirm)
  expect((await screen.findByRole('alert')).textContent).toContain('什么都没丢')
  expect(closed).not.toHaveBeenCalled()
  line.up = true
  fireEvent.click(confirm)
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(sent).toHaveLength(2)
  expect(sent[1]).toBe(sent[0])
})

test('an amount reads as it does on the record', async () => {
  const money = { id: 'f1', code: 'amount', name: label('金额'), kind: { type: 'money', currency: 'CNY' } }
  const opportunity = { code: 'opportunity', title: 'name', name: label('商机'), fields: [money] }
  const step = {
    form: 'opportunity',
    matches: [],
    values: { amount: '128000' },
    display: { amount: '¥128,000.00' },
  }
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: URL) =>
    Response.json(
      url.pathname.includes('/actions/')
        ? { steps: [step] }
        : url.pathname.endsWith('/opportunity')
          ? opportunity
          : { items: [] },
    ),
  )
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_1' } as Me)
  render(
    <QueryClientProvider client={client}>
      <ConvertDialog form={lead} record={record} action={action} onClose={() => undefined} />
    </QueryClientProvider>,
  )
  expect((await screen.findByText(/128,000/)).textContent).toBe('¥128,000')
})
