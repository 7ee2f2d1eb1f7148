import { QueryClientProvider } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRouter,
  type ErrorComponentProps,
  RouterProvider,
  useRouter,
} from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from '@/api/http'
import { makeQueryClient } from '@/api/queries'
import { preferredLanguage, startI18n } from '@/i18n/setup'
import { setBackOf } from '@/lib/back'
import { guardCompositions } from '@/lib/composition'
import { watchKeyboard } from '@/lib/keyboard'
import { isMissingCode, onMissingCode, retryMissingCode } from '@/lib/missing-code'
import { dropOld, dropOwnerless } from '@/lib/own-key'
import { world } from '@/lib/world'
import { ErrorState } from '@/ui/states'
import '@/ui/theme'
import { routeTree } from './routeTree.gen'
import './styles/app.css'

/** Code that could not be fetched is said to be what it is: no line to the server. */
function Failed({ error }: ErrorComponentProps) {
  const here = useRouter()
  return isMissingCode(error) ? (
    <ErrorState error={new Problem(0, {})} onRetry={() => void retryMissingCode(world)} />
  ) : (
    // Not only drawn anew: what the page asks for before it is drawn may be what failed.
    <ErrorState error={error} onRetry={() => void here.invalidate()} />
  )
}

const queryClient = makeQueryClient()
const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: Failed,
})

setBackOf(router.history)
world.isGoing = () => router.state.status === 'pending'
guardCompositions()
watchKeyboard()
dropOwnerless()
dropOld()

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

// A new version of the server has other file names: an old page that asks for a chunk of its own starts over, once.
// While the server is away nothing could be started over with: the page, and what is written on it, stays.
addEventListener('vite:preloadError', event => void onMissingCode(event.payload, world))

declare global {
  interface Window {
    clewOld?: boolean
  }
}

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root || window.clewOld) return
  // The page's own code is fetched while the first answers are on their way, not after them.
  const routes = new Map<string, AnyRoute>(Object.entries(router.routesById))
  for (const match of router.matchRoutes(router.latestLocation)) {
    const route = routes.get(match.routeId)
    if (route) void router.loadRouteChunk(route)
  }
  await startI18n(preferredLanguage())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
