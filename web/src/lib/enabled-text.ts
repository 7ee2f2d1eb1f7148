import type { TFunction } from 'i18next'
import '@/i18n/leave'
import type { Person } from '@/api/types'

/** Somebody is let in again; who has no password yet comes back as invited, and needs a new link. */
export const enabledText = (
  t: TFunction,
  { name }: Pick<Person, 'name'>,
  now: Pick<Person, 'state'>,
): string => t(now.state === 'invited' ? 'leave:enabled_invited' : 'leave:enabled', { name })
