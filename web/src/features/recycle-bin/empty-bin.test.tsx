import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { EmptyBin } from './empty-bin'

test('Enter pressed again while the bin is being emptied does not begin anew', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  let answer: (response: Response) => void = () => undefined
  const fetched = vi.fn(() => new Promise<Response>(done => (answer = done)))
  vi.stubGlobal('fetch', fetched)
  const onClose = vi.fn()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <EmptyBin form="lead" name="线索" count={2} onClose={onClose} />
    </QueryClientProvider>,
  )
  const typed = screen.getByRole('textbox')
  fireEvent.change(typed, { target: { value: '线索' } })
  fireEvent.keyDown(typed, { key: 'Enter' })
  const cancel = screen.getByRole<HTMLButtonElement>('button', { name: '取消' })
  await waitFor(() => expect(cancel.disabled).toBe(true))
  fireEvent.keyDown(typed, { key: 'Enter' })
  await new Promise(done => setTimeout(done))
  expect(fetched).toHaveBeenCalledTimes(1)
  answer(Response.json({ erased: 2, more: false, before: '2026-11-22T00:00:00Z' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
})
