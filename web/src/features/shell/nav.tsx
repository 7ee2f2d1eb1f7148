import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  Bell,
  CircleCheckBig,
  Home,
  LayoutTemplate,
  Moon,
  Plus,
  Search,
  Settings,
  Sun,
  UsersRound,
} from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useDayCounts } from '@/api/day-counts'
import { useOwnSettings } from '@/api/own-settings'
import { formsQuery, noticesQuery, useMe } from '@/api/queries'
import { useSeesOthers } from '@/api/sees-others'
import type { FormSummary } from '@/api/types'
import { isFromPack } from '@/lib/ids'
import { words } from '@/lib/label'
import { useNarrowDesktop, useShort } from '@/lib/use-media'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { FormIcon } from '@/ui/form-icon'
import { Kbd } from '@/ui/kbd'
import { setPaletteOpen, useShell } from '@/ui/shell-store'
import { PanelError } from '@/ui/states'
import { useDark } from '@/ui/theme'
import { NavItem, NavSection } from './nav-parts'
import { NavPlaces } from './nav-places'
import { NavPool } from './nav-pool'
import { UserMenu } from './user-menu'

export function useNavShown(): boolean {
  const narrow = useNarrowDesktop()
  const short = useShort()
  const { navHidden, navInShort, peekOpen } = useShell()
  return (short ? navInShort : !navHidden) && !(narrow && peekOpen)
}

export function Nav() {
  const { t } = useTranslation()
  const me = useMe()
  const dark = useDark()
  const { data: forms, error, refetch } = useQuery(formsQuery)
  const { data: notices } = useQuery(noticesQuery)
  const day = useDayCounts()
  const team = useSeesOthers()
  const { chooseTheme } = useOwnSettings()
  const packed = forms?.filter(form => isFromPack(form.id)) ?? []
  const own = forms?.filter(form => !isFromPack(form.id)) ?? []
  const newForm = me.permissions.build && slots.newForm && (
    <Link
      to={slots.newForm()}
      aria-label={t('app:nav.new_form')}
      className="flex size-6 items-center justify-center rounded-6 hover:bg-hover"
    >
      <Plus size={14} />
    </Link>
  )
  const entry = (form: FormSummary) => (
    <Fragment key={form.code}>
      <NavItem
        to={`/f/${form.code}`}
        icon={<FormIcon name={form.icon || form.code} size={16} />}
        label={words(form.plural) || words(form.name)}
      />
      <NavPool form={form} />
    </Fragment>
  )
  return (
    <nav aria-label={t('app:nav.label')} className="flex w-[228px] shrink-0 flex-col px-2.5 pb-2 pt-2.5">
      <div className="flex h-9 items-center gap-2 px-1.5">
        <span
          className="flex size-6 shrink-0 items-center justify-center rounded-6 bg-fg text-12 font-semibold text-surface"
          aria-hidden="true"
        >
          {me.workspace.name.slice(0, 1)}
        </span>
        <span
          className={cx(
            'min-w-0 flex-1 font-semibold',
            // A long name has two lines before it is cut.
            me.workspace.name.length > 14 ? 'line-clamp-2 break-words text-13 leading-4' : 'truncate text-14',
          )}
          title={me.workspace.name}
        >
          {me.workspace.name}
        </span>
        {slots.Bell && (
          <Arriving fallback={<span className="size-7" />}>
            <slots.Bell />
          </Arriving>
        )}
      </div>
      <button
        type="button"
        onClick={() => setPaletteOpen(true)}
        className="mb-2 mt-2 flex h-8 items-center gap-2 rounded-8 border border-line bg-surface px-2.5 text-13 text-placeholder transition-colors hover:border-line-strong"
      >
        <Search size={14} aria-hidden="true" />
        <span className="flex-1 truncate text-left">{t('app:nav.search')}</span>
        <Kbd keys="mod+K" />
      </button>
      <NavItem to="/" icon={<Home size={16} />} label={t('app:nav.home')} count={day.total} exact />
      <NavItem
        to="/tasks"
        icon={<CircleCheckBig size={16} />}
        label={t('tasks:nav')}
        count={day.tasks.overdue + day.tasks.today}
      />
      <NavItem to="/notices" icon={<Bell size={16} />} label={t('app:nav.notices')} count={notices?.unread} />
      {team && <NavItem to="/team" icon={<UsersRound size={16} />} label={t('tasks:team.nav')} />}
      <div className="scroll-quiet -mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {(packed.length > 0 || own.length === 0) && (
          <NavSection name="app" label={t('app:nav.app')} action={own.length === 0 && newForm}>
            {error && !forms && (
              <div className="px-2">
                <PanelError error={error} onRetry={() => void refetch()} />
              </div>
            )}
            {packed.map(entry)}
          </NavSection>
        )}
        {own.length > 0 && (
          <NavSection name="own" label={t('app:nav.own')} action={newForm}>
            {own.map(entry)}
          </NavSection>
        )}
        <NavPlaces />
        {me.permissions.build && (
          <NavSection name="build" label={t('app:nav.build')}>
            <NavItem to="/forms" icon={<LayoutTemplate size={16} />} label={t('app:nav.forms')} />
          </NavSection>
        )}
      </div>
      {slots.Jobs && (
        <Arriving>
          <slots.Jobs />
        </Arriving>
      )}
      <div className="flex items-center gap-0.5 pt-2">
        <UserMenu />
        <IconButton label={t('app:theme.toggle')} onClick={() => chooseTheme(dark ? 'light' : 'dark')}>
          {dark ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
        <Link
          to="/settings/profile"
          aria-label={t('app:nav.settings')}
          title={t('app:nav.settings')}
          className="inline-flex size-7 items-center justify-center rounded-6 text-fg-2 hover:bg-hover hover:text-fg"
        >
          <Settings size={16} />
        </Link>
      </div>
    </nav>
  )
}
