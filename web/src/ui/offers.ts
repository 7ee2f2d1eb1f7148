import { type ReactNode, useEffect, useId, useRef } from 'react'
import { create } from 'zustand'

/** Something that can be done with what is on the page. */
export interface Offer {
  key: string
  label: string
  icon: ReactNode
  run: () => void
}

/** What the parts of the page offer, by part. Whoever lists acts, such as the palette, lists these first. */
const useParts = create<{ parts: ReadonlyMap<string, readonly Offer[]> }>(() => ({ parts: new Map() }))

export const useOffers = (): Offer[] => [...useParts(state => state.parts).values()].flat()

/** Offers acts for as long as the part is on the page, and as long as it can do them. */
export function useOffer(offers: readonly Offer[]): void {
  const part = useId()
  const latest = useRef(offers)
  latest.current = offers
  const told = offers.map(({ key, label }) => `${key} ${label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: again only when something else is offered.
  useEffect(() => {
    if (latest.current.length === 0) return
    const now = latest.current.map(offer => ({
      ...offer,
      run: () => latest.current.find(one => one.key === offer.key)?.run(),
    }))
    useParts.setState(({ parts }) => ({ parts: new Map(parts).set(part, now) }))
    return () =>
      useParts.setState(({ parts }) => {
        const left = new Map(parts)
        left.delete(part)
        return { parts: left }
      })
  }, [part, told])
}
