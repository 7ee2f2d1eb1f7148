import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, Me, RecordRow } from '@/api/types'
import { Composer } from './composer'
import { planEnded } from './next-dates'

const FORM = { code: 'lead', name: { zh: '线索' }, title: 'name', fields: [] } as unknown as Form
const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

function writing(next: string) {
  const sent: { next_at?: string }[] = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', (_: URL, init: RequestInit) => {
    if (init.method !== 'POST') return new Promise(() => undefined)
    sent.push(JSON.parse(String(init.body)))
    return Promise.resolve(Response.json({ id: 'act_1' }))
  })
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_1', name: '周敏', permissions: {} } as unknown as Me)
  const record = {
    id: 'rec_1',
    values: {},
    display: {},
    system: { next_activity_at: next },
  } as unknown as RecordRow
  render(
    <QueryClientProvider client={client}>
      <Composer form={FORM} record={record} />
    </QueryClientProvider>,
  )
  fireEvent.change(screen.getByRole('textbox', { name: '跟进内容' }), { target: { value: '要样品' } })
  return sent
}

test('a plan that the follow-up would end is told before, with the days to move it to', async () => {
  const sent = writing(inHours(-30))
  expect(screen.getByText(/^下次跟进（.*）将清空/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '一周后' }))
  expect(screen.queryByText(/将清空/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '保存跟进' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(Date.parse(sent[0]?.next_at ?? '')).toBeGreaterThan(Date.now() + 5 * 24 * HOUR)
})

test('a plan that stays is no question, and a note ends none', () => {
  writing(inHours(30))
  expect(screen.queryByText(/将清空/)).toBeNull()
  expect(planEnded(inHours(-1), 'note')).toBeUndefined()
  expect(planEnded(inHours(-1), 'call')).toBeDefined()
  // Written down later: at that time it was not due.
  expect(planEnded(inHours(-1), 'visit', Date.now() - 2 * HOUR)).toBeUndefined()
})
