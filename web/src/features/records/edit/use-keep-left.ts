import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { keys } from '@/api/queries'
import type { Form, Me } from '@/api/types'
import { keepUnsent, type Laid, type Unsent } from '@/offline/unsent'
import { overlayMany } from './cached-records'
import type { Ran } from './chunked'
import { canBeKept, isSecret, only } from './left'

/** Keeps the requests that did not reach the server, to be sent when it is back; answers with their keys. */
export function useKeepLeft(form: Form): (ran: Ran, records: readonly Laid[]) => string[] {
  const client = useQueryClient()
  return useCallback(
    (ran, records) => {
      if (ran.left.length === 0 || !ran.left.every(canBeKept)) return []
      const person = client.getQueryData<Me>(keys.me)?.id ?? ''
      const codes = records.flatMap(record => Object.keys(record.values))
      const secret = isSecret(form, new Set(codes)) ? { secret: true } : {}
      const edits: Unsent[] = ran.left.map(part => ({
        person,
        form: form.code,
        ...secret,
        ...only({ records }, part),
      }))
      keepUnsent(...edits)
      // An answer may have come meanwhile that knows nothing of it.
      const shown = edits
        .flatMap(edit => edit.records)
        .map(({ id, values, display }) => [id, { values: { ...values }, display: { ...display } }] as const)
      overlayMany(client, form.code, new Map(shown))
      ran.problem = undefined
      return edits.map(edit => edit.key)
    },
    [client, form],
  )
}
