import { createFileRoute, redirect } from '@tanstack/react-router'
import { Problem } from '@/api/http'
import { formsQuery, meQuery, statusQuery } from '@/api/queries'
import { AppShell } from '@/features/shell/app-shell'

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery)
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      const status = await context.queryClient.fetchQuery(statusQuery)
      throw redirect(status.set_up ? { to: '/login', search: { next: location.href } } : { to: '/setup' })
    }
    void context.queryClient.prefetchQuery(formsQuery)
  },
  component: AppShell,
})
