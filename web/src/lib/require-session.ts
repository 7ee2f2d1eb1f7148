import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { keepSignedIn } from '@/api/early'
import { Problem } from '@/api/http'
import { formsQuery, meQuery, statusQuery } from '@/api/queries'

interface Given {
  context: { queryClient: QueryClient }
  location: { href: string }
}

/** For the frames of signed-in pages: sends strangers to the sign-in page, or to the set-up of a new server. */
export async function requireSession({ context, location }: Given): Promise<void> {
  try {
    await context.queryClient.ensureQueryData(meQuery)
    keepSignedIn(true)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
    keepSignedIn(false)
    const status = await context.queryClient.fetchQuery(statusQuery)
    throw redirect(status.set_up ? { to: '/login', search: { next: location.href } } : { to: '/setup' })
  }
  void context.queryClient.prefetchQuery(formsQuery)
}
