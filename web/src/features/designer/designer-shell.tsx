import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { meQuery } from '@/api/queries'
import { setLanguage } from '@/i18n/setup'
import { useLive } from '@/live/use-live'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { useShell } from '@/ui/shell-store'
import { setTheme } from '@/ui/theme'
import { Toaster } from '@/ui/toast'
import { useHelpKey } from '@/ui/use-help-key'

/** Frame of every designer: the whole window, no navigation. */
export function DesignerShell() {
  const { data: me } = useQuery(meQuery)
  const helpOpen = useShell(state => state.helpOpen)
  useLive()
  useHelpKey()
  useEffect(() => {
    if (me?.language) void setLanguage(me.language)
    if (me?.theme) setTheme(me.theme)
  }, [me?.language, me?.theme])
  return (
    <>
      <div className="flex h-dvh flex-col overflow-hidden bg-app">
        <Outlet />
      </div>
      <Arriving>{helpOpen && slots.Help && <slots.Help />}</Arriving>
      <Toaster />
    </>
  )
}
