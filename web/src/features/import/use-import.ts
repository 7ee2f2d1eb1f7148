import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Import, ImportPatch } from '@/api/import-types'
import { getImport, updateImport } from '@/api/imports'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { applyPatch, mergePatches } from './patch'

const GATHER_MS = 350
const LOOK_AGAIN_MS = 1_000

export const importKey = (id: string) => ['import', id] as const

export interface LiveImport {
  /** As the screen shows it: the server's answer with what is on its way. */
  shown: Import | undefined
  /** Some change has not been checked by the server yet. */
  checking: boolean
  /** Grows with each answer of the server. */
  checked: number
  error: unknown
  reload: () => void
  change: (patch: ImportPatch) => void
}

/** An import being prepared: every change shows at once and is checked again by the server soon after. */
export function useImport(id: string): LiveImport {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: importKey(id),
    queryFn: () => getImport(id),
    // All rows of a large file are checked behind the screen.
    refetchInterval: ({ state }) => (state.data?.checking ? LOOK_AGAIN_MS : false),
  })
  const [waiting, setWaiting] = useState<ImportPatch>()
  const [sent, setSent] = useState<ImportPatch>()
  const [checked, setChecked] = useState(0)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])
  useEffect(() => {
    if (!waiting || sent) return
    const timer = setTimeout(async () => {
      setSent(waiting)
      setWaiting(undefined)
      try {
        const answer = await updateImport(id, waiting)
        client.setQueryData(importKey(id), answer)
      } catch (error) {
        toast(problemText(error), { tone: 'bad' })
        void client.invalidateQueries({ queryKey: importKey(id), exact: true })
      }
      if (!alive.current) return
      setSent(undefined)
      setChecked(n => n + 1)
    }, GATHER_MS)
    return () => clearTimeout(timer)
  }, [waiting, sent, id, client])
  const change = useCallback((patch: ImportPatch) => setWaiting(before => mergePatches(before, patch)), [])
  return {
    shown: query.data && applyPatch(applyPatch(query.data, sent), waiting),
    checking: waiting !== undefined || sent !== undefined,
    checked,
    error: query.error,
    reload: () => void query.refetch(),
    change,
  }
}
