import '@/i18n/people'
import '@/i18n/integrations'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import {
  Bell,
  Building2,
  FlaskConical,
  KeyRound,
  MessageSquareWarning,
  MonitorSmartphone,
  Network,
  Trash2,
  UserRound,
  Users,
  Webhook,
  Wifi,
} from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { SheetHeader } from '@/ui/sheet-header'
import { NoAccess } from '@/ui/states'

const MINE = [
  { to: '/settings/profile', icon: UserRound, label: 'settings:profile.title' },
  { to: '/settings/notices', icon: Bell, label: 'notices:settings.title' },
  { to: '/settings/sessions', icon: MonitorSmartphone, label: 'settings:sessions.title' },
  { to: '/settings/feedback', icon: MessageSquareWarning, label: 'feedback:title' },
] as const
const ADMIN = [
  { to: '/settings/company', icon: Building2, label: 'settings:company.title' },
  { to: '/settings/people', icon: Users, label: 'people:title' },
  { to: '/settings/departments', icon: Network, label: 'people:departments' },
  { to: '/settings/recycle-bin', icon: Trash2, label: 'settings:bin.title' },
  { to: '/settings/demo', icon: FlaskConical, label: 'settings:demo.title' },
  { to: '/settings/network', icon: Wifi, label: 'settings:network.title' },
  { to: '/settings/keys', icon: KeyRound, label: 'integrations:keys.title' },
  { to: '/settings/webhooks', icon: Webhook, label: 'integrations:webhooks.title' },
] as const

/** Settings: a list of pages on the left, one page on the right. */
export function SettingsFrame() {
  const { t } = useTranslation()
  const phone = usePhone()
  const go = useGo()
  const { permissions } = useMe()
  const { pathname } = useLocation()
  const pages = permissions.administer ? [...MINE, ...ADMIN] : MINE
  const closed = !permissions.administer && ADMIN.some(page => pathname.startsWith(page.to))
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: on the phone the row of pages is pushed to the one that opens.
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[data-status=active]')
    if (nav.current && here) nav.current.scrollLeft = here.offsetLeft - nav.current.clientWidth / 3
  }, [pathname])
  return (
    <>
      <SheetHeader title={t('app:nav.settings')} {...(phone ? { onBack: () => go('/me') } : {})} />
      <div className="flex min-h-0 flex-1 border-t border-line max-md:flex-col">
        <nav
          ref={nav}
          aria-label={t('app:nav.settings')}
          className="flex w-52 shrink-0 flex-col gap-px border-r border-line p-3 max-md:no-scrollbar max-md:w-full max-md:flex-row max-md:gap-2 max-md:overflow-x-auto max-md:border-b max-md:border-r-0 max-md:px-4"
        >
          {pages.map(page => (
            <Link
              key={page.to}
              to={page.to}
              className="flex h-[30px] shrink-0 items-center gap-2.5 rounded-6 px-2 text-13 text-fg-2 hover:bg-hover data-[status=active]:bg-active data-[status=active]:font-medium data-[status=active]:text-fg max-md:h-11 max-md:px-3"
            >
              <page.icon size={16} aria-hidden="true" />
              {t(page.label)}
            </Link>
          ))}
        </nav>
        <div className="scroll-quiet min-h-0 min-w-0 flex-1 overflow-y-auto bg-surface">
          {closed ? <NoAccess /> : <Outlet />}
        </div>
      </div>
    </>
  )
}
