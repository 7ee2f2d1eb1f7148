import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import {
  Languages,
  LogOut,
  MessageSquareWarning,
  Monitor,
  Moon,
  PanelLeft,
  PenLine,
  Pin,
  PinOff,
  Plus,
  Sun,
  Upload,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOwnSettings } from '@/api/own-settings'
import { formsQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { useSignOut } from '@/offline/sign-out'
import { slots } from '@/slots'
import { useOffers } from '@/ui/offers'
import { setFeedbackOn, toggleNav } from '@/ui/shell-store'
import { Group, Item } from './palette-parts'
import { isPinned, usePins } from './pins'
import { useNamedPlace } from './use-place'
import { useSwitchLanguage } from './user-menu'

/** What can be done from anywhere. */
export function PaletteActs({ open, close }: { open: (href: string) => void; close: () => void }) {
  const { t, i18n } = useTranslation()
  const { data: forms = [] } = useQuery(formsQuery)
  const leave = useSignOut()
  const switchLanguage = useSwitchLanguage()
  const { chooseTheme } = useOwnSettings()
  const { pins, turn } = usePins()
  const place = useNamedPlace()
  const pinned = place !== undefined && isPinned(pins, place)
  const record = place?.record
  const { pathname } = useLocation()
  const here = forms.find(form => pathname.split('/')[1] === 'f' && pathname.split('/')[2] === form.code)
  const act = (run: () => void) => () => {
    close()
    run()
  }
  const importTo = slots.importRecords
  const offers = useOffers()
  return (
    <Group heading={t('app:palette.actions')}>
      {offers.map(offer => (
        <Item
          key={offer.key}
          value={`do ${offer.label} ${offer.key}`}
          // The palette gives the focus back first.
          onSelect={act(() => setTimeout(offer.run))}
          icon={offer.icon}
          {...(place?.record ? { hint: place.name } : {})}
        >
          {offer.label}
        </Item>
      ))}
      {place && (
        <Item
          value={`pin ${t(pinned ? 'app:nav.unpin' : 'app:nav.pin', { name: place.name })}`}
          onSelect={act(() => turn(place))}
          icon={pinned ? <PinOff size={16} /> : <Pin size={16} />}
        >
          {t(pinned ? 'app:nav.unpin' : 'app:nav.pin', { name: place.name })}
        </Item>
      )}
      {record && slots.writeOn && (
        <Item
          value={`write follow up ${t('app:palette.write')}`}
          onSelect={act(() => slots.writeOn?.(record))}
          icon={<PenLine size={16} />}
        >
          {t('app:palette.write')}
        </Item>
      )}
      {here && (
        <Item
          value={`feedback fankui ${t('feedback:about', { form: words(here.name) })}`}
          onSelect={act(() => setFeedbackOn({ code: here.code, name: words(here.name) }))}
          icon={<MessageSquareWarning size={16} />}
        >
          {t('feedback:about', { form: words(here.name) })}
        </Item>
      )}
      {forms
        .filter(form => form.can.create)
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
      {importTo &&
        forms
          .filter(form => form.can.import)
          .map(form => (
            <Item
              key={form.code}
              value={`import ${t('records:import_into', { form: words(form.name) })}`}
              onSelect={() => open(importTo(form.code))}
              icon={<Upload size={16} />}
            >
              {t('records:import_into', { form: words(form.name) })}
            </Item>
          ))}
      {(
        [
          ['light', Sun],
          ['dark', Moon],
          ['system', Monitor],
        ] as const
      ).map(([theme, Icon]) => (
        <Item
          key={theme}
          value={`theme ${theme} ${t('app:palette.theme', { theme: t(`settings:theme.${theme}`) })}`}
          onSelect={act(() => chooseTheme(theme))}
          icon={<Icon size={16} />}
        >
          {t('app:palette.theme', { theme: t(`settings:theme.${theme}`) })}
        </Item>
      ))}
      <Item value="language english 中文 语言" onSelect={act(switchLanguage)} icon={<Languages size={16} />}>
        {i18n.language === 'en' ? '切换到中文' : 'Switch to English'}
      </Item>
      <Item
        value={`navigation ${t('app:nav.toggle')}`}
        onSelect={act(toggleNav)}
        icon={<PanelLeft size={16} />}
      >
        {t('app:nav.toggle')}
      </Item>
      <Item value={`sign out ${t('app:sign_out')}`} onSelect={act(leave)} icon={<LogOut size={16} />}>
        {t('app:sign_out')}
      </Item>
    </Group>
  )
}
