import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { preferredLanguage, startI18n } from '@/i18n/setup'
import { setTheme } from '@/ui/theme'
import { Toaster } from '@/ui/toast'
import { FieldKinds } from './field-kinds'
import { KitParts } from './kit-parts'
import '@/styles/app.css'

/**
 * Every part of the kit and every kind of field in all its states, for eyes to judge: `/gallery.html` of the
 * development server. The build knows only index.html, so nothing of this is shipped.
 */
async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) return
  // There is no server behind it: pickers find nobody.
  window.fetch = async () => Response.json({ items: [] })
  const dark = new URLSearchParams(location.search).get('theme') === 'dark'
  setTheme(dark ? 'dark' : 'light')
  await startI18n(preferredLanguage())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <main className="flex flex-col gap-10 bg-surface p-8">
          <KitParts />
          <FieldKinds />
        </main>
        <Toaster />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
