import { create } from 'zustand'
import { readStored, writeStored } from '@/lib/stored'

/** A record that was open. */
export interface Visit {
  form: string
  record: string
  name: string
}

const MOST = 8

/** The newest first, each record once. */
export function visited(visits: readonly Visit[], visit: Visit): Visit[] {
  return [visit, ...visits.filter(({ record }) => record !== visit.record)].slice(0, MOST)
}

const slot = (person: string): string => `recent.${person}`

/** One browser may be several people's: each has their own. */
const useVisits = create<{ person: string; visits: Visit[] }>(() => ({ person: '', visits: [] }))

function of(person: string): Visit[] {
  const state = useVisits.getState()
  return state.person === person ? state.visits : readStored<Visit[]>(slot(person), [])
}

function keep(person: string, visits: Visit[]): void {
  useVisits.setState({ person, visits })
  writeStored(slot(person), visits)
}

export function visit(person: string, to: Visit): void {
  keep(person, visited(of(person), to))
}

/** A record that is gone, or out of sight. */
export function forget(person: string, record: string): void {
  const visits = of(person)
  if (visits.some(other => other.record === record))
    keep(
      person,
      visits.filter(other => other.record !== record),
    )
}

export function useRecent(person: string): Visit[] {
  const state = useVisits()
  return state.person === person ? state.visits : of(person)
}
