import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { meQuery } from '@/api/queries'
import { setLanguage } from '@/i18n/setup'
import { useFirstPageTwice } from '@/lib/back'
import { useFinishedCall } from '@/lib/calls'
import { aheadOfNeed } from '@/lib/missing-code'
import { usePhone } from '@/lib/use-media'
import { setZone } from '@/lib/zone'
import { useLive } from '@/live/use-live'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { setFeedbackOn, useShell } from '@/ui/shell-store'
import { setTheme } from '@/ui/theme'
import { Toaster } from '@/ui/toast'
import { BottomTabs } from './bottom-tabs'
import { LostBanner } from './lost-banner'
import { Nav, useNavShown } from './nav'
import { loadPalette, PaletteHost } from './palette-host'
import { useGlobalKeys } from './use-global-keys'
import { usePeoplePictures } from './use-pictures'
import { useRecording } from './use-place'

/** By then the page that was asked for is there, and nobody has pressed ⌘K yet. */
const QUIET_MS = 1500

/** Frame of every signed-in page: navigation and one sheet on the desktop, a page over bottom tabs on the phone. */
export function AppShell() {
  const phone = usePhone()
  const navShown = useNavShown()
  const paletteOpen = useShell(state => state.paletteOpen)
  const helpOpen = useShell(state => state.helpOpen)
  const feedbackOn = useShell(state => state.feedbackOn)
  const [call, forgetCall] = useFinishedCall()
  useLive()
  useGlobalKeys()
  useFirstPageTwice()
  usePaletteAtHand()
  useOwnChoices()
  useRecording()
  usePeoplePictures()
  return (
    <>
      <div className="flex h-dvh overflow-hidden bg-app">
        {!phone && navShown && <Nav />}
        <div className="flex min-w-0 flex-1 flex-col">
          <LostBanner />
          <main
            className={
              phone
                ? 'flex min-h-0 flex-1 flex-col bg-app'
                : `my-2 mr-2 flex min-h-0 flex-1 flex-col overflow-hidden rounded-12 border border-line bg-surface shadow-1 ${navShown ? '' : 'ml-2'}`
            }
          >
            <Outlet />
          </main>
          {phone && slots.Jobs && (
            <Arriving>
              <slots.Jobs />
            </Arriving>
          )}
          {phone && <BottomTabs />}
        </div>
      </div>
      {paletteOpen && <PaletteHost />}
      <Arriving>{helpOpen && slots.Help && <slots.Help />}</Arriving>
      <Arriving>
        {feedbackOn && slots.Feedback && (
          <slots.Feedback
            form={feedbackOn.code}
            name={feedbackOn.name}
            onClose={() => setFeedbackOn(undefined)}
          />
        )}
      </Arriving>
      <Arriving>
        {call && slots.AfterCall && (
          <slots.AfterCall key={`${call.record}${call.at}`} call={call} onClose={forgetCall} />
        )}
      </Arriving>
      <Arriving>{slots.Ring && <slots.Ring />}</Arriving>
      <Toaster />
    </>
  )
}

/** Who asks for the palette should not have to wait for its code. */
function usePaletteAtHand(): void {
  useEffect(() => {
    const timer = setTimeout(() => void aheadOfNeed(loadPalette).catch(() => undefined), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
}

/** What the person chose on another device wins over what this browser remembers. */
function useOwnChoices(): void {
  const { data: me } = useQuery(meQuery)
  useEffect(() => {
    if (me?.language) void setLanguage(me.language)
    if (me?.theme) setTheme(me.theme)
  }, [me?.language, me?.theme])
  // Before anything that tells a time is drawn.
  useMemo(() => setZone(me?.zone), [me?.zone])
}
