import { useQuery } from '@tanstack/react-query'
import { formsQuery } from '@/api/queries'
import type { SearchHit } from '@/api/types'
import { words } from '@/lib/label'
import { pathOf } from '@/lib/place'
import { FormIcon } from '@/ui/form-icon'
import { Group, Item } from './palette-parts'

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
  const { data: forms } = useQuery(formsQuery)
  return byForm(hits).map(group => {
    const form = forms?.find(({ code }) => code === group.form)
    return (
      <Group key={group.form} heading={words(form?.plural) || words(form?.name) || group.form}>
        {group.hits.map(hit => (
          <Item
            key={hit.id}
            value={`${text} ${hit.id}`}
            onSelect={() => open(pathOf({ form: hit.form, record: hit.id }))}
            icon={<FormIcon name={form?.icon || hit.form} size={16} />}
            hint={hit.hint ?? ''}
          >
            {hit.title}
          </Item>
        ))}
      </Group>
    )
  })
}
