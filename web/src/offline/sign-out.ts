import { useQueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { create } from 'zustand'
import { useMe } from '@/api/queries'
import { i18n } from '@/i18n/setup'
import { toast } from '@/ui/toast'

/** What asks somebody who wants to leave what becomes of what waits, for as long as it asks. */
export const useLeaving = create<{ Ask: ComponentType | undefined }>(() => ({ Ask: undefined }))

/** Signs out, at once or after the person said what becomes of what waits: the machine may be somebody else's next. */
export function useSignOut(): () => void {
  const me = useMe()
  const client = useQueryClient()
  return () =>
    void import('./sign-out-dialog').then(
      ({ signOutOrAsk }) => signOutOrAsk(me.id, client),
      // Without a line nobody could be signed out either.
      () => toast(i18n.t('app:lost'), { tone: 'bad' }),
    )
}
