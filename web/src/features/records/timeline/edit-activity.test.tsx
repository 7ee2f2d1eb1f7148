import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Activity, Me } from '@/api/types'
import { EditActivity } from './edit-activity'
import type { ActivityPages } from './remarks/pages'
import { useActs } from './remarks/use-acts'

const ID = 'usr_0123456789abcdefghij0'
const activity = {
  id: 'act_1',
  kind: 'call',
  text: `问了 @[王芳](${ID})`,
  at: '2026-11-20T02:00:00Z',
  by: { id: 'usr_2', name: '李强' },
  minutes: 5,
  mentions: [{ id: ID, name: '王芳' }],
} as Activity

function Editing({ onClose }: { onClose: () => void }) {
  const acts = useActs('lead', 'rec_1')
  return <EditActivity form="lead" record="rec_1" activity={activity} acts={acts} onClose={onClose} />
}

function opened() {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    const body = JSON.parse(String(init.body ?? 'null'))
    sent.push([init.method, url.pathname, body])
    return Response.json({ ...activity, ...body, batch: 'bat_1' })
  })
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_2' } as Me)
  client.setQueryData<ActivityPages>(keys.activityPages('lead', 'rec_1'), {
    pages: [{ items: [activity] }],
    pageParams: [undefined],
  })
  const onClose = vi.fn()
  render(
    <QueryClientProvider client={client}>
      <Editing onClose={onClose} />
    </QueryClientProvider>,
  )
  return { sent, onClose, client }
}

test('a follow-up is put right where it stands: only what changed is sent, people stay people', async () => {
  const { sent, onClose, client } = opened()
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: '跟进内容' })
  expect(area.value).toBe('问了 @王芳')
  fireEvent.change(area, { target: { value: '问过 @王芳 了' } })
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  const path = '/api/v1/forms/lead/records/rec_1/activities/act_1'
  expect(sent[0]).toEqual(['PATCH', path, { text: `问过 @[王芳](${ID}) 了` }])
  const read = client.getQueryData<ActivityPages>(keys.activityPages('lead', 'rec_1'))
  expect(read?.pages[0]?.items[0]?.text).toContain('问过')
})

test('what took no time any more loses its minutes', async () => {
  const { sent, onClose } = opened()
  fireEvent.click(screen.getByRole('radio', { name: '备注' }))
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(sent[0]).toMatchObject(['PATCH', expect.anything(), { kind: 'note', minutes: null }])
})

test('nothing changed is nothing sent', () => {
  const { sent, onClose } = opened()
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(onClose).toHaveBeenCalled()
  expect(sent).toEqual([])
})

test('whom a colleague was about to mention on this machine is not who is meant now', async () => {
  localStorage.setItem('clew.edit.act_1.people', JSON.stringify([{ id: 'usr_other', name: '王芳' }]))
  const { sent } = opened()
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: '跟进内容' })
  fireEvent.change(area, { target: { value: '问过 @王芳 了' } })
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(JSON.stringify(sent)).toContain(ID)
  expect(JSON.stringify(sent)).not.toContain('usr_other')
})
