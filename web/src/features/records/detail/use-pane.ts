import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** On a phone a record is two pages: what is known of it, and what happened. */
export const PANES = ['facts', 'timeline'] as const
export type Pane = (typeof PANES)[number]

/** Addresses that name a follow-up or the tasks lead to where these stand. */
const leadsToTimeline = (hash: string): boolean => hash === 'tasks' || hash.startsWith('act_')

/** Which of the two is shown. */
export function usePane() {
  const hash = useLocation({ select: place => place.hash })
  const navigate = useNavigate()
  const [pane, setPane] = useState<Pane>(() => (leadsToTimeline(hash) ? 'timeline' : 'facts'))
  useEffect(() => {
    if (leadsToTimeline(hash)) setPane('timeline')
  }, [hash])
  const turn = (to: Pane) => {
    setPane(to)
    // Whoever turns away is no longer where that link leads: pressed again it is a way there, and not where they are.
    if (to === 'facts' && leadsToTimeline(hash))
      void navigate({ to: '.', search: true, hash: '', replace: true, resetScroll: false })
  }
  return [pane, turn] as const
}
