import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import {
  CircleHelp,
  Languages,
  ListPlus,
  LogOut,
  MessageSquareWarning,
  Monitor,
  Moon,
  PanelLeft,
  PenLine,
  Pin,
  PinOff,
  Plus,
  Rows2,
  Rows3,
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
import { isPinned, usePins } from '@/ui/pins'
import { setFeedbackOn, setHelpOpen, toggleNav } from '@/ui/shell-store'
import { PaletteLooks } from './palette-looks'
import { ALSO, inBoth } from './palette-names'
import { Group, Item } from './palette-parts'
import { useNamedPlace } from './use-place'
import { useSwitchLanguage } from './user-menu'

/** What can be done from anywhere. */
export function PaletteActs({ open, close }: { open: (href: string) => void; close: () => void }) {
  const { t, i18n } = useTranslation()
  const { data: forms = [] } = useQuery(formsQuery)
  const leave = useSignOut()
  const switchLanguage = useSwitchLanguage()
  const { chooseTheme, chooseDensity } = useOwnSettings()
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
    <Group heading={t('app:palette.actions')} place="acts">
      {offers.map(offer => (
        <Item
          key={offer.key}
          value={`do ${offer.label} ${offer.key}`}
          names={[offer.label, offer.key]}
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
          value="pin"
          names={[t(pinned ? 'app:nav.unpin' : 'app:nav.pin', { name: place.name }), ...ALSO.pin]}
          onSelect={act(() => turn(place))}
          icon={pinned ? <PinOff size={16} /> : <Pin size={16} />}
        >
          {t(pinned ? 'app:nav.unpin' : 'app:nav.pin', { name: place.name })}
        </Item>
      )}
      {record && slots.writeOn && (
        <Item
          value="write"
          names={[t('app:palette.write'), ...ALSO.write]}
          onSelect={act(() => slots.writeOn?.(record))}
          icon={<PenLine size={16} />}
        >
          {t('app:palette.write')}
        </Item>
      )}
      {here && (
        <Item
          value="feedback"
          names={[t('feedback:about', { form: words(here.name) }), ...ALSO.feedback]}
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
            value={`new ${form.code}`}
            names={[
              t('records:new', { form: words(form.name) }),
              ...inBoth(form.name),
              form.code,
              ...ALSO.new,
            ]}
            onSelect={() => open(`/f/${form.code}?new=true`)}
            icon={<Plus size={16} />}
          >
            {t('records:new', { form: words(form.name) })}
          </Item>
        ))}
      <Item
        value="new task"
        names={[t('app:palette.new_task'), ...ALSO.new_task]}
        onSelect={() => {
          open('/tasks')
          focusOnce(`input[aria-label="${t('tasks:add_label')}"]`)
        }}
        icon={<ListPlus size={16} />}
      >
        {t('app:palette.new_task')}
      </Item>
      <PaletteLooks open={open} here={here?.code} />
      {importTo &&
        forms
          .filter(form => form.can.import)
          .map(form => (
            <Item
              key={form.code}
              value={`import ${form.code}`}
              names={[
                t('records:import_into', { form: words(form.name) }),
                ...inBoth(form.name),
                form.code,
                ...ALSO.import,
              ]}
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
          value={`theme ${theme}`}
          names={[
            t('app:palette.theme', { theme: t(`settings:theme.${theme}`) }),
            ...ALSO.theme,
            ...ALSO[theme],
          ]}
          onSelect={act(() => chooseTheme(theme))}
          icon={<Icon size={16} />}
        >
          {t('app:palette.theme', { theme: t(`settings:theme.${theme}`) })}
        </Item>
      ))}
      {(
        [
          ['comfortable', 'normal', Rows2],
          ['compact', 'compact', Rows3],
        ] as const
      ).map(([density, height, Icon]) => (
        <Item
          key={density}
          value={`density ${density}`}
          names={[
            t('app:palette.density', { density: t(`records:height.${height}`) }),
            ...ALSO.density,
            ...ALSO[density],
          ]}
          onSelect={act(() => chooseDensity(density))}
          icon={<Icon size={16} />}
        >
          {t('app:palette.density', { density: t(`records:height.${height}`) })}
        </Item>
      ))}
      <Item
        value="help"
        names={[t('app:palette.help'), ...ALSO.help]}
        // The palette gives the focus back first.
        onSelect={act(() => setTimeout(() => setHelpOpen(true)))}
        icon={<CircleHelp size={16} />}
      >
        {t('app:palette.help')}
      </Item>
      <Item
        value="language"
        names={['切换到中文', 'Switch to English', ...ALSO.language]}
        onSelect={act(switchLanguage)}
        icon={<Languages size={16} />}
      >
        {i18n.language === 'en' ? '切换到中文' : 'Switch to English'}
      </Item>
      <Item
        value="navigation"
        names={[t('app:nav.toggle'), ...ALSO.nav]}
        onSelect={act(toggleNav)}
        icon={<PanelLeft size={16} />}
      >
        {t('app:nav.toggle')}
      </Item>
      <Item
        value="sign out"
        names={[t('app:sign_out'), ...ALSO.out]}
        onSelect={act(leave)}
        icon={<LogOut size={16} />}
      >
        {t('app:sign_out')}
      </Item>
    </Group>
  )
}

/** Puts the keyboard into a field of the page that is on its way. */
function focusOnce(selector: string, tries = 40): void {
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>(selector)
    if (field) field.focus()
    else if (tries > 0) focusOnce(selector, tries - 1)
  }, 50)
}
