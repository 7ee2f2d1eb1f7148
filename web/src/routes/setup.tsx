import { createFileRoute, redirect } from '@tanstack/react-router'
import { statusQuery } from '@/api/queries'
import { SetupPage } from '@/features/auth/setup-page'

export const Route = createFileRoute('/setup')({
  validateSearch: (search): { token?: string } => (search.token ? { token: String(search.token) } : {}),
  beforeLoad: async ({ context }) => {
    const status = await context.queryClient.ensureQueryData(statusQuery)
    if (status.set_up) throw redirect({ to: '/login' })
  },
  component: Setup,
})

function Setup() {
  return <SetupPage token={Route.useSearch().token ?? ''} />
}
