import '@/i18n/people'
import '@/i18n/integrations'
import { useQueries, useQuery } from '@tanstack/react-query'
import {
  Bell,
  CircleCheckBig,
  History,
  Home,
  LayoutTemplate,
  ListTodo,
  type LucideIcon,
  Rows3,
  Settings,
  Upload,
  UsersRound,
  WavesHorizontal,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formsQuery, useMe, viewsQuery } from '@/api/queries'
import { useSeesOthers } from '@/api/sees-others'
import { words } from '@/lib/label'
import { pathOf } from '@/lib/place'
import { usePhone } from '@/lib/use-media'
import { FormIcon } from '@/ui/form-icon'
import { inBoth, PAGES } from './palette-names'
import { Group, Item } from './palette-parts'

type Entry = readonly [path: string, label: string, icon: LucideIcon]

/** Pages, forms and their views, settings. */
export function PalettePlaces({ open, searching }: { open: (href: string) => void; searching: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  const phone = usePhone()
  const team = useSeesOthers()
  const { data: forms = [] } = useQuery(formsQuery)
  const views = useQueries({ queries: forms.map(form => ({ ...viewsQuery(form.code), enabled: searching })) })
  const { administer, build } = me.permissions
  const pages: Entry[] = [
    ['/', t('app:nav.home'), Home],
    ...(phone ? [['/todo', t('app:nav.todo'), CircleCheckBig] as const] : []),
    ['/tasks', t('tasks:nav'), ListTodo],
    ['/notices', t('app:nav.notices'), Bell],
    ...(team ? [['/team', t('tasks:team.nav'), UsersRound] as const] : []),
    ...forms.flatMap(({ code, pool }) =>
      pool ? [[`/pool/${code}`, words(pool.name), WavesHorizontal] as const] : [],
    ),
    ['/changes', t('acts:title'), History],
    ['/imports', t('app:palette.imports'), Upload],
    ...(build ? [['/forms', t('app:nav.forms'), LayoutTemplate] as const] : []),
  ]
  const mine = [
    ['profile', t('settings:profile.title')],
    ['notices', t('notices:settings.title')],
    ['sessions', t('settings:sessions.title')],
    ['feedback', t('feedback:title')],
  ]
  const ours = [
    ['company', t('settings:company.title')],
    ['people', t('people:title')],
    ['departments', t('people:departments')],
    ['recycle-bin', t('settings:bin.title')],
    ['demo', t('settings:demo.title')],
    ['network', t('settings:network.title')],
    ['keys', t('integrations:keys.title')],
    ['webhooks', t('integrations:webhooks.title')],
  ]
  const item = ([path, label, Icon]: Entry) => (
    <Item
      key={path}
      value={`${path} ${label}`}
      names={[label, ...(PAGES[path] ?? [])]}
      onSelect={() => open(path)}
      icon={<Icon size={16} />}
    >
      {label}
    </Item>
  )
  return (
    <>
      <Group heading={t('app:palette.go')} place="go">
        {pages.map(item)}
        {forms.map(form => {
          const plural = words(form.plural) || words(form.name)
          return (
            <Item
              key={form.code}
              value={`${plural} ${form.code}`}
              names={[plural, ...inBoth(form.name), ...inBoth(form.plural), form.code]}
              onSelect={() => open(pathOf({ form: form.code }))}
              icon={<FormIcon name={form.icon || form.code} size={16} />}
            >
              {plural}
            </Item>
          )
        })}
      </Group>
      {searching && (
        <>
          <Group heading={t('app:palette.views')} place="views">
            {forms.flatMap((form, index) =>
              (views[index]?.data ?? []).map(view => (
                <Item
                  key={`${form.code} ${view.code}`}
                  value={`${words(view.name)} ${form.code} ${view.code}`}
                  names={inBoth(view.name)}
                  onSelect={() => open(pathOf({ form: form.code, view: view.code }))}
                  icon={<Rows3 size={16} />}
                  hint={words(form.plural) || words(form.name)}
                >
                  {words(view.name)}
                </Item>
              )),
            )}
          </Group>
          <Group heading={t('app:nav.settings')} place="settings">
            {[...mine, ...(administer ? ours : [])].map(([page, label = '']) =>
              item([`/settings/${page}`, label, Settings]),
            )}
          </Group>
        </>
      )}
    </>
  )
}
