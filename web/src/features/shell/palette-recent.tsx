import { useQuery } from '@tanstack/react-query'
import { History, Rows3, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formsQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { pathOf } from '@/lib/place'
import { FormIcon } from '@/ui/form-icon'
import { isPinned, usePins } from '@/ui/pins'
import { Group, Item } from './palette-parts'
import { useRecent } from './recent'
import { recentSearches } from './recent-searches'

/** Before anything is typed: what is pinned, what was open last, what was searched last. */
export function PaletteRecent({
  open,
  onSearch,
}: {
  open: (href: string) => void
  onSearch: (text: string) => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const { pins } = usePins()
  const recent = useRecent(me.id).filter(visit => !isPinned(pins, visit))
  const searches = recentSearches(me.id)
  const formOf = (code: string) => forms?.find(form => form.code === code)
  const places = [...pins, ...recent].filter(place => formOf(place.form))
  return (
    <>
      {places.length > 0 && (
        <Group heading={t('app:nav.recent')} place="recent">
          {places.slice(0, 8).map(place => {
            const form = formOf(place.form)
            const view = 'view' in place && place.view
            return (
              <Item
                key={pathOf(place)}
                value={pathOf(place)}
                onSelect={() => open(pathOf(place))}
                icon={view ? <Rows3 size={16} /> : <FormIcon name={form?.icon || place.form} size={16} />}
                hint={words(form?.name)}
              >
                {place.name}
              </Item>
            )
          })}
        </Group>
      )}
      {searches.length > 0 && (
        <Group heading={t('app:palette.searches')} place="recent">
          {searches.map(text => (
            <Item
              key={text}
              value={`search:${text}`}
              onSelect={() => onSearch(text)}
              icon={places.length > 0 ? <History size={16} /> : <Search size={16} />}
            >
              {text}
            </Item>
          ))}
        </Group>
      )}
    </>
  )
}
