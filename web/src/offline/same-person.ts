import type { QueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import { getMe } from '@/api/session'
import type { Me } from '@/api/types'

/**
 * Whether the server still takes this browser for that person: the cookie is all tabs', and a colleague may have signed in in
 * another one. Then this page, with all that it holds, is not theirs, and begins anew. Unknown is no.
 */
export async function isStill(
  person: string,
  client: QueryClient,
  begin: () => void = () => location.reload(),
): Promise<boolean> {
  const me = await getMe().catch(() => undefined)
  if (!me) return false
  if (me.id !== person) {
    begin()
    return false
  }
  client.setQueryData<Me>(keys.me, me)
  return true
}
