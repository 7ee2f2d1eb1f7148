import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import {
  Bell,
  CircleCheckBig,
  Home,
  Languages,
  LogOut,
  Moon,
  Plus,
  Search,
  Settings,
  Users,
} from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useOwnSettings } from '@/api/own-settings'
import { formsQuery, useMe } from '@/api/queries'
import { search } from '@/api/workspace'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { useDebounced } from '@/lib/use-debounced'
import { useGo } from '@/lib/use-go'
import { slots } from '@/slots'
import { trapTab } from '@/ui/focus'
import { FormIcon } from '@/ui/form-icon'
import { useLayer } from '@/ui/layers'
import { setPaletteOpen } from '@/ui/shell-store'
import { useDark } from '@/ui/theme'
import { useSignOut, useSwitchLanguage } from './user-menu'

/** Go anywhere, find any record, start an action: one field. */
export function Palette() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const panel = useRef<HTMLDivElement>(null)
  const composition = useComposition(() => setAsked(panel.current?.querySelector('input')?.value ?? ''))
  const debounced = useDebounced(asked.trim(), 180)
  const close = () => setPaletteOpen(false)
  useLayer(true, close)
  const hits = useQuery({
    queryKey: ['search', debounced],
    queryFn: () => search(debounced),
    enabled: debounced.length > 0,
    placeholderData: previous => previous,
  })
  const { data: forms } = useQuery(formsQuery)
  const formOf = (code: string) => forms?.find(form => form.code === code)
  const go = useGo()
  const open = (href: string) => {
    close()
    go(href)
  }
  return createPortal(
    <div className="fixed inset-0 z-[1150] flex items-start justify-center p-4 pt-[12vh] max-md:p-2">
      <div className="fade-in absolute inset-0 bg-scrim" onClick={close} aria-hidden="true" />
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-label={t('app:palette.label')}
        onKeyDown={event => trapTab(event, panel.current)}
        className="pop-in relative w-full max-w-[640px] overflow-hidden rounded-12 border border-line bg-raised shadow-3"
      >
        <Command label={t('app:palette.label')} loop>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search size={16} className="text-fg-3" aria-hidden="true" />
            <Command.Input
              autoFocus
              value={text}
              onValueChange={next => {
                setText(next)
                if (!composition.isComposing()) setAsked(next)
              }}
              {...composition.handlers}
              placeholder={t('app:palette.placeholder')}
              className="h-12 w-full bg-transparent text-14 focus:outline-none"
            />
          </div>
          <Command.List className="scroll-quiet max-h-[52vh] overflow-y-auto p-2">
            <Command.Empty className="px-3 py-8 text-center text-13 text-fg-3">
              {hits.isFetching ? t('app:palette.searching') : t('app:palette.nothing')}
            </Command.Empty>
            {debounced && (hits.data?.length ?? 0) > 0 && (
              <Group heading={t('app:palette.records')}>
                {hits.data?.map(hit => (
                  <Item
                    key={hit.id}
                    value={`${text} ${hit.id}`}
                    onSelect={() => open(`/f/${hit.form}/${hit.id}`)}
                    icon={<FormIcon name={formOf(hit.form)?.icon || hit.form} size={16} />}
                    hint={[words(formOf(hit.form)?.name), hit.hint].filter(Boolean).join(' · ')}
                  >
                    {hit.title}
                  </Item>
                ))}
              </Group>
            )}
            <Places open={open} close={close} />
          </Command.List>
        </Command>
      </div>
    </div>,
    document.body,
  )
}

function Places({ open, close }: { open: (href: string) => void; close: () => void }) {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const dark = useDark()
  const leave = useSignOut()
  const { chooseTheme } = useOwnSettings()
  const switchLanguage = useSwitchLanguage()
  const { data: forms } = useQuery(formsQuery)
  const plural = (form: NonNullable<typeof forms>[number]) => words(form.plural) || words(form.name)
  const act = (run: () => void) => () => {
    close()
    run()
  }
  return (
    <>
      <Group heading={t('app:palette.go')}>
        <Item value={`home ${t('app:nav.home')}`} onSelect={() => open('/')} icon={<Home size={16} />}>
          {t('app:nav.home')}
        </Item>
        <Item
          value={`tasks ${t('tasks:nav')}`}
          onSelect={() => open('/tasks')}
          icon={<CircleCheckBig size={16} />}
        >
          {t('tasks:nav')}
        </Item>
        {forms?.map(form => (
          <Item
            key={form.code}
            value={`${plural(form)} ${form.code}`}
            onSelect={() => open(`/f/${form.code}`)}
            icon={<FormIcon name={form.icon || form.code} size={16} />}
          >
            {plural(form)}
          </Item>
        ))}
        <Item
          value={`notices ${t('app:nav.notices')}`}
          onSelect={() => open('/notices')}
          icon={<Bell size={16} />}
        >
          {t('app:nav.notices')}
        </Item>
        <Item
          value={`settings ${t('app:nav.settings')}`}
          onSelect={() => open('/settings/profile')}
          icon={<Settings size={16} />}
        >
          {t('app:nav.settings')}
        </Item>
        {me.permissions.administer && (
          <Item
            value={`people ${t('people:title')}`}
            onSelect={() => open('/settings/people')}
            icon={<Users size={16} />}
          >
            {t('people:title')}
          </Item>
        )}
      </Group>
      <Group heading={t('app:palette.actions')}>
        {forms
          ?.filter(form => form.can.create)
          .map(form => (
            <Item
              key={form.code}
              value={`new ${t('records:new', { form: words(form.name) })} ${form.code}`}
              onSelect={() => open(`/f/${form.code}?new=true`)}
              icon={<Plus size={16} />}
            >
              {t('records:new', { form: words(form.name) })}
            </Item>
          ))}
        {slots.importRecords &&
          forms
            ?.filter(form => form.can.import)
            .map(form => (
              <Item
                key={form.code}
                value={`import ${t('records:import_into', { form: words(form.name) })}`}
                onSelect={() => open(slots.importRecords?.(form.code) ?? '/')}
                icon={<Plus size={16} />}
              >
                {t('records:import_into', { form: words(form.name) })}
              </Item>
            ))}
        <Item
          value={`theme dark ${t('app:theme.toggle')}`}
          onSelect={act(() => chooseTheme(dark ? 'light' : 'dark'))}
          icon={<Moon size={16} />}
        >
          {t('app:theme.toggle')}
        </Item>
        <Item
          value="language english 中文 语言"
          onSelect={act(switchLanguage)}
          icon={<Languages size={16} />}
        >
          {i18n.language === 'en' ? '切换到中文' : 'Switch to English'}
        </Item>
        <Item value={`sign out ${t('app:sign_out')}`} onSelect={act(leave)} icon={<LogOut size={16} />}>
          {t('app:sign_out')}
        </Item>
      </Group>
    </>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-fg-3"
    >
      {children}
    </Command.Group>
  )
}

interface ItemProps {
  value: string
  onSelect: () => void
  icon: ReactNode
  hint?: string
  children: ReactNode
}

function Item({ value, onSelect, icon, hint, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-3 rounded-6 px-2 text-13 text-fg max-md:h-11 data-[selected=true]:bg-hover"
    >
      <span className="flex size-4 shrink-0 items-center justify-center text-fg-3">{icon}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="max-w-[45%] shrink-0 truncate text-12 text-fg-3">{hint}</span>}
    </Command.Item>
  )
}
