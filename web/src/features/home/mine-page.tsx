import '@/i18n/people'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  Bell,
  ChevronRight,
  History,
  Languages,
  LogOut,
  Moon,
  Search,
  Settings,
  Sun,
  Users,
  UsersRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnSettings } from '@/api/own-settings'
import { formsQuery, noticesQuery, useMe } from '@/api/queries'
import { useSeesOthers } from '@/api/sees-others'
import { words } from '@/lib/label'
import { useSignOut } from '@/offline/sign-out'
import { Avatar } from '@/ui/avatar'
import { FormIcon } from '@/ui/form-icon'
import { SheetHeader } from '@/ui/sheet-header'
import { setPaletteOpen } from '@/ui/shell-store'
import { PanelError } from '@/ui/states'
import { useDark } from '@/ui/theme'

const ROW = 'flex h-13 min-h-13 w-full items-center gap-3 px-4 text-left text-14'

/** 我的 on the phone: everything that has no tab of its own. */
export function MinePage() {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const dark = useDark()
  const { chooseTheme, chooseLanguage } = useOwnSettings()
  const leave = useSignOut()
  const { data: forms, error, refetch } = useQuery(formsQuery)
  const team = useSeesOthers()
  const { data: notices } = useQuery(noticesQuery)
  return (
    <>
      <SheetHeader title={t('app:nav.mine')} />
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-3 pb-4">
        <div className="flex shrink-0 items-center gap-3 rounded-12 border border-line bg-surface p-4">
          <Avatar name={me.name} id={me.id} size={44} />
          <span className="min-w-0">
            <span className="block truncate text-16 font-semibold">{me.name}</span>
            <span className="block truncate text-13 text-fg-3">{me.workspace.name}</span>
          </span>
        </div>
        <Card>
          <button type="button" className={ROW} onClick={() => setPaletteOpen(true)}>
            <Search size={18} className="text-fg-3" />
            {t('app:nav.search')}
          </button>
          <Row to="/notices" icon={<Bell size={18} />} label={t('app:nav.notices')} count={notices?.unread} />
          <Row to="/changes" icon={<History size={18} />} label={t('acts:title')} />
          {team && <Row to="/team" icon={<UsersRound size={18} />} label={t('tasks:team.nav')} />}
          {error && !forms && (
            <div className="px-4 py-1">
              <PanelError error={error} onRetry={() => void refetch()} />
            </div>
          )}
          {forms?.slice(2).map(form => (
            <Row
              key={form.code}
              to={`/f/${form.code}`}
              icon={<FormIcon name={form.icon || form.code} size={18} />}
              label={words(form.plural) || words(form.name)}
            />
          ))}
        </Card>
        <Card>
          <Row to="/settings/profile" icon={<Settings size={18} />} label={t('settings:profile.title')} />
          {me.permissions.administer && (
            <Row to="/settings/people" icon={<Users size={18} />} label={t('people:title')} />
          )}
          <button type="button" className={ROW} onClick={() => chooseTheme(dark ? 'light' : 'dark')}>
            {dark ? <Sun size={18} className="text-fg-3" /> : <Moon size={18} className="text-fg-3" />}
            {t('app:theme.toggle')}
          </button>
          <button
            type="button"
            className={ROW}
            onClick={() => chooseLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
          >
            <Languages size={18} className="text-fg-3" />
            {t('app:switch_language')}
          </button>
        </Card>
        <Card>
          <button type="button" className={`${ROW} text-bad`} onClick={leave}>
            <LogOut size={18} />
            {t('app:sign_out')}
          </button>
        </Card>
      </div>
    </>
  )
}

function Card({ children }: { children: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-col divide-y divide-line overflow-hidden rounded-12 border border-line bg-surface">
      {children}
    </div>
  )
}

function Row({
  to,
  icon,
  label,
  count,
}: {
  to: string
  icon: ReactNode
  label: string
  count?: number | undefined
}) {
  return (
    <Link to={to} className={ROW}>
      <span className="text-fg-3">{icon}</span>
      <span className="flex-1">{label}</span>
      {Boolean(count) && <span className="tabular text-13 font-medium text-accent">{count}</span>}
      <ChevronRight size={16} className="text-fg-3" />
    </Link>
  )
}
