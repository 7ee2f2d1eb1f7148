import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import { meQuery } from '@/api/queries'
import { readStored, writeStored } from '@/lib/stored'

export const ROW_HEIGHTS = { compact: 32, normal: 36, loose: 48 } as const
export type Density = keyof typeof ROW_HEIGHTS

const useChoice = create<{ density: Density | null }>(() => ({
  density: readStored<Density | null>('density', null),
}))

/** This browser's choice, or else the person's setting. */
export function useDensity(): Density {
  const chosen = useChoice(state => state.density)
  const { data: me } = useQuery(meQuery)
  return chosen ?? (me?.density === 'compact' ? 'compact' : 'normal')
}

export function setDensity(density: Density): void {
  useChoice.setState({ density })
  writeStored('density', density)
}
