import type { UseQueryResult } from '@tanstack/react-query'
import { Problem } from '@/api/http'

type Asked = Pick<UseQueryResult, 'error' | 'fetchStatus' | 'isPending' | 'isPlaceholderData'>

/** Why nobody should wait for what was asked: it failed, or it does not even set out while there is no line. */
export function noAnswer({ error, fetchStatus, isPending, isPlaceholderData }: Asked): Error | undefined {
  if (error) return error
  const waits = fetchStatus === 'paused' && (isPending || isPlaceholderData)
  return waits ? new Problem(0, { code: 'offline' }) : undefined
}
