import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from './http'
import { keys } from './queries'
import type { ActivityKind } from './types'

/** Something to come back to: a saved view or a record. Its name is what it was called when it was pinned. */
export interface Pin {
  form: string
  view?: string
  record?: string
  name: string
}

/** A follow-up that the person often writes, on records of any form. */
export interface OwnTemplate {
  id: string
  label: string
  kind: ActivityKind
  text: string
  /** In so many days one comes back. */
  days?: number | undefined
}

/** What a person's screens remember, in every browser. */
export interface Preferences {
  pins?: Pin[]
  /** Kinds of notices that do not ring. */
  silent?: string[]
  templates?: OwnTemplate[]
}

export const preferencesQuery = queryOptions({
  queryKey: keys.preferences,
  queryFn: () => http<Preferences>('GET', '/me/preferences'),
  staleTime: 60_000,
})

export function usePreferences(): Preferences {
  return useQuery(preferencesQuery).data ?? {}
}

/** Shows the choice at once; what the server has is shown again when it refuses. */
export async function prefer(client: QueryClient, patch: Preferences): Promise<void> {
  const before = client.getQueryData(preferencesQuery.queryKey)
  await client.cancelQueries({ queryKey: keys.preferences })
  client.setQueryData(preferencesQuery.queryKey, { ...before, ...patch })
  try {
    const now = await http<Preferences>('PATCH', '/me/preferences', { body: patch })
    client.setQueryData(preferencesQuery.queryKey, now)
  } catch (error) {
    client.setQueryData(preferencesQuery.queryKey, before)
    throw error
  }
}

export function usePrefer(): (patch: Preferences) => Promise<void> {
  const client = useQueryClient()
  return patch => prefer(client, patch)
}
