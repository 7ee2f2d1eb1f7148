import { Search, SearchX, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Me } from '@/api/types'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { FormIcon } from '@/ui/form-icon'
import { setPaletteOpen } from '@/ui/shell-store'
import { EmptyState } from '@/ui/states'
import { countConditions } from './filters/filter-document'
import type { ListState } from './list-state'

/** Only who sees every record can say that there are none. */
export const emptyTitle = (me: Pick<Me, 'permissions'>) =>
  me.permissions.administer ? ('records:empty.title' as const) : ('records:empty.title_own' as const)

/** Whether fewer records are asked for than there are; the bin is searched, but not filtered. */
export const isNarrowed = ({ search, filter }: Pick<ListState, 'search' | 'filter'>): boolean =>
  Boolean(search.q) || (search.bin !== true && countConditions(filter) > 0)

/** Nothing is as it was asked for: what was asked, and the way back to all. */
export function NothingFound({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const { q } = list.search
  return (
    <EmptyState
      icon={SearchX}
      title={t('records:empty.filtered')}
      hint={
        q
          ? t('records:empty.searched', { text: q })
          : t('records:empty.filtered_hint', { count: countConditions(list.filter) })
      }
    >
      <Button
        className="max-md:h-11"
        onClick={() => list.setSearch(list.search.bin ? { q: '' } : { q: '', filter: { and: [] } })}
      >
        {t(countConditions(list.filter) > 0 && !list.search.bin ? 'filters:clear' : 'records:clear_search')}
      </Button>
      {q && !list.search.bin && <FindEverywhere text={q} />}
    </EmptyState>
  )
}

/** What this list does not have may be a customer, a contact, or in the pool. */
export function FindEverywhere({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <Button
      className="max-w-full shrink! max-md:h-11"
      icon={<Search size={14} className="shrink-0" />}
      onClick={() => setPaletteOpen(true, text)}
    >
      <span className="truncate">{t('records:find_everywhere', { text })}</span>
    </Button>
  )
}

export function EmptyBin() {
  const { t } = useTranslation()
  return <EmptyState icon={Trash2} title={t('records:empty.bin')} />
}

/** A form without records: what it is, and the two ways to begin. */
export function NothingYet({
  list,
  onCreate,
  importTo,
}: {
  list: ListState
  onCreate: () => void
  importTo: string | undefined
}) {
  const { t } = useTranslation()
  const go = useGo()
  const me = useMe()
  const name = words(list.form.name)
  const many = words(list.form.plural) || name
  return (
    <div className="flex flex-1 flex-col">
      <EmptyState
        title={t(emptyTitle(me), { form: many })}
        hint={importTo ? t('records:empty.hint_import') : t('records:empty.hint')}
      >
        {list.form.can.create && (
          <Button
            look="primary"
            icon={<FormIcon name={list.form.icon || list.form.code} size={14} />}
            onClick={onCreate}
          >
            {t('records:new', { form: name })}
          </Button>
        )}
        {importTo && <Button onClick={() => go(importTo)}>{t('records:import')}</Button>}
      </EmptyState>
    </div>
  )
}
