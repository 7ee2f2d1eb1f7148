import { createFileRoute, redirect } from '@tanstack/react-router'
import { statusQuery } from '@/api/queries'
import { LoginPage } from '@/features/auth/login-page'

export const Route = createFileRoute('/login')({
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  beforeLoad: async ({ context }) => {
    const status = await context.queryClient.ensureQueryData(statusQuery).catch(() => undefined)
    if (status && !status.set_up) throw redirect({ to: '/setup' })
  },
  component: Login,
})

function Login() {
  return <LoginPage next={Route.useSearch().next} />
}
