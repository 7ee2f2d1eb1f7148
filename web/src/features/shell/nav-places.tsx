import { useQuery } from '@tanstack/react-query'
import { Pin as PinIcon, PinOff, Rows3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Pin } from '@/api/preferences'
import { formsQuery, useMe } from '@/api/queries'
import { pathOf } from '@/lib/place'
import { FormIcon } from '@/ui/form-icon'
import { isPinned, usePins } from '@/ui/pins'
import { NavItem, NavSection } from './nav-parts'
import { useRecent } from './recent'

/** What one comes back to: pinned views and records, and the records that were open last. */
export function NavPlaces() {
  const { t } = useTranslation()
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const { pins, turn } = usePins()
  const recent = useRecent(me.id)
  const known = (form: string) => forms?.find(other => other.code === form)
  const entry = (pin: Pin) => {
    const form = known(pin.form)
    // A form that is gone, or out of sight, leads nowhere.
    if (!form) return null
    const pinned = isPinned(pins, pin)
    const Action = pinned ? PinOff : PinIcon
    return (
      <NavItem
        key={pathOf(pin)}
        to={pathOf(pin)}
        icon={pin.view ? <Rows3 size={16} /> : <FormIcon name={form.icon || form.code} size={16} />}
        label={pin.name}
        action={
          <button
            type="button"
            aria-label={t(pinned ? 'app:nav.unpin' : 'app:nav.pin', { name: pin.name })}
            title={t(pinned ? 'app:nav.unpin' : 'app:nav.pin', { name: pin.name })}
            onClick={() => turn(pin)}
            className="flex size-6 items-center justify-center rounded-6 text-fg-3 hover:bg-active hover:text-fg"
          >
            <Action size={13} aria-hidden="true" />
          </button>
        }
      />
    )
  }
  const others = recent.filter(visit => !isPinned(pins, visit))
  return (
    <>
      {pins.length > 0 && (
        <NavSection name="pinned" label={t('app:nav.pinned')}>
          {pins.map(entry)}
        </NavSection>
      )}
      {others.length > 0 && (
        <NavSection name="recent" label={t('app:nav.recent')} folded>
          {others.map(entry)}
        </NavSection>
      )}
    </>
  )
}
