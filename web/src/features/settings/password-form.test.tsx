import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/api/http'
import * as session from '@/api/session'
import { PasswordForm } from './password-form'

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
})

test('Enter saves once there is something to save, and a wrong password is said to be the current one', async () => {
  const ask = vi
    .spyOn(session, 'changePassword')
    .mockRejectedValue(new Problem(401, { code: 'wrong_credentials' }))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PasswordForm open onClose={() => undefined} />
    </QueryClientProvider>,
  )
  const [current, next] = [screen.getByLabelText(/当前密码/), screen.getByLabelText(/新密码/)]
  fireEvent.change(current, { target: { value: 'old-password' } })
  fireEvent.submit(current)
  expect(ask).not.toHaveBeenCalled()
  fireEvent.change(next, { target: { value: 'new-password' } })
  fireEvent.submit(next)
  await waitFor(() => expect(ask).toHaveBeenCalledWith({ current: 'old-password', next: 'new-password' }))
  await screen.findByText('当前密码不对')
})
