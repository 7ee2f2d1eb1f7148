import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formsQuery, useMe } from '@/api/queries'
import type { SearchHit } from '@/api/types'
import { bare } from '@/lib/bare'
import { words } from '@/lib/label'
import { listHref } from '@/lib/list-search'
import { pathOf } from '@/lib/place'
import { FormIcon } from '@/ui/form-icon'
import { FoundBy } from '@/ui/found-by'
import { Group, Item } from './palette-parts'
import { useRecent, type Visit } from './recent'

const label = (text: string) => bare(text).replace(/\s/g, '')

/** What is called as was typed, then what was open last, then the rest; otherwise all stay in their order. */
export function likeliestFirst(
  hits: readonly SearchHit[],
  visits: readonly Visit[],
  text: string,
): SearchHit[] {
  const rank = new Map(visits.map(({ record }, index) => [record, index]))
  const typed = label(text)
  // 简称: what another name says word for word comes right behind the titles that do.
  const of = ({ id, title, because }: SearchHit) => {
    if (label(title) === typed) return -2
    if (because?.kind === 'words' && label(because.text) === typed) return -1
    return rank.get(id) ?? visits.length
  }
  return [...hits].sort((a, b) => of(a) - of(b))
}

/** Forms in the order of their best hit, each with its hits in theirs. */
export function byForm(hits: readonly SearchHit[]): { form: string; hits: SearchHit[] }[] {
  const groups = new Map<string, SearchHit[]>()
  for (const hit of hits) groups.set(hit.form, [...(groups.get(hit.form) ?? []), hit])
  return [...groups].map(([form, found]) => ({ form, hits: found }))
}

interface PaletteHitsProps {
  hits: readonly SearchHit[]
  /** As typed: what the server found fits it, whatever the palette's own filter thinks of its words. */
  text: string
  open: (href: string) => void
}

/** Records that were found, form by form. */
export function PaletteHits({ hits, text, open }: PaletteHitsProps) {
  const { t } = useTranslation()
  const me = useMe()
  const recent = useRecent(me.id)
  const { data: forms } = useQuery(formsQuery)
  return byForm(likeliestFirst(hits, recent, text)).map(group => {
    const form = forms?.find(({ code }) => code === group.form)
    // One hit is all there is.
    const asked = group.hits.length > 1 && text.trim()
    const name = words(form?.plural) || words(form?.name) || group.form
    return (
      <Group key={group.form} heading={name} place="found">
        {group.hits.map(hit => (
          <Item
            key={hit.id}
            value={`${text} ${hit.id}`}
            onSelect={() => open(pathOf({ form: hit.form, record: hit.id }))}
            icon={<FormIcon name={form?.icon || hit.form} size={16} />}
            hint={hit.hint ?? ''}
          >
            <span data-hit="">{hit.title}</span>
            {hit.because && (
              <FoundBy form={hit.form} because={hit.because} className="ml-2 text-12 text-fg-3" />
            )}
          </Item>
        ))}
        {asked && (
          <Item
            value={`${text} all ${group.form}`}
            onSelect={() => open(listHref(group.form, { q: asked }))}
            icon={<Search size={16} />}
          >
            {t('app:palette.all_in', { form: name })}
          </Item>
        )}
        {asked && form?.pool && group.hits.some(hit => !hit.hint) && (
          <Item
            value={`${text} all pool ${group.form}`}
            onSelect={() => open(`/pool/${group.form}?${new URLSearchParams({ q: asked })}`)}
            icon={<Search size={16} />}
          >
            {t('app:palette.all_in', { form: words(form.pool.name) })}
          </Item>
        )}
      </Group>
    )
  })
}
