import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { Toaster } from '@/ui/toast'
import { RestoreButton } from './restore-button'

test('one record comes back from the bin at a press, and goes there again at 撤销', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const asked: [string, unknown][] = []
  vi.stubGlobal('fetch', async (url: unknown, { body }: RequestInit = {}) => {
    asked.push([String(url), body && JSON.parse(String(body))])
    return Response.json({ batch: 'bat_1', results: [{ id: 'rec_1', rev: 3, seq: 9 }] })
  })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RestoreButton form="lead" id="rec_1" title="海晟" />
      <Toaster />
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: '恢复“海晟”' }))
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }))
  await waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[0]?.[1]).toEqual({ commands: [{ restore: { id: 'rec_1' } }] })
  expect(asked[1]?.[0]).toContain('/batches/bat_1/undo')
})
