import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import { useSeesOthers } from '@/api/sees-others'
import type { Filter, FormSummary } from '@/api/types'
import { countText } from '@/lib/format'
import { words } from '@/lib/label'
import { FormIcon } from '@/ui/form-icon'
import { ListHref } from '@/ui/list-href'
import { TeamLink } from './team-link'
import { ownsNone, tileScope } from './tile-scope'

const MINE: Filter = { field: 'owner', op: 'eq', value: 'me' }

interface Answer {
  data?: number | undefined
  isError: boolean
}

/** Counts of each form, `which` of them being part of what the answers are kept under. */
function useCounts(forms: FormSummary[], which: 'mine' | 'all', filter?: Filter, enabled = true): Answer[] {
  return useQueries({
    queries: forms.map(form => ({
      queryKey: keys.count(form.code, which),
      enabled,
      queryFn: () =>
        queryRecords(form.code, {
          ...(filter ? { filter } : {}),
          fields: ['id'],
          size: 1,
          count: 'exact' as const,
        }).then(answer => answer.count ?? 0),
    })),
  })
}

/**
 * How many records of each form are mine; the number opens exactly those. Who owns none but looks after others' is told
 * how many there are in all.
 */
export function Tiles({ forms }: { forms: FormSummary[] }) {
  const { t } = useTranslation()
  const manager = useSeesOthers()
  const mine = useCounts(forms, 'mine', MINE)
  const all = useCounts(forms, 'all', undefined, manager && ownsNone(mine))
  const overall = tileScope(manager, mine, all) === 'all'
  return (
    <div className="flex flex-col gap-3">
      <ul className="grid grid-cols-4 gap-3 max-lg:grid-cols-2">
        {forms.map((form, index) => (
          <li
            key={form.code}
            className="group relative rounded-12 border border-line bg-surface p-4 max-md:px-3 transition-colors hover:border-line-strong"
          >
            <ListHref
              form={form.code}
              search={overall ? {} : { filter: MINE }}
              className="block after:absolute after:inset-0 after:content-['']"
            >
              <span className="flex min-w-0 items-center gap-1.5 pr-5 max-md:gap-1 max-md:pr-7 text-13 text-fg-2">
                <FormIcon name={form.icon || form.code} size={15} className="shrink-0 text-fg-3" />
                <span className="truncate max-md:text-12">
                  {t(overall ? 'home:all' : 'home:mine', { form: words(form.plural) || words(form.name) })}
                </span>
              </span>
              <span className="tabular mt-1 block text-28 font-semibold">
                <Count answer={overall ? all[index] : mine[index]} />
              </span>
            </ListHref>
            {form.can.create && <NewLink form={form} />}
          </li>
        ))}
      </ul>
      {overall && <TeamLink />}
    </div>
  )
}

function NewLink({ form }: { form: FormSummary }) {
  const { t } = useTranslation()
  const name = t('records:new', { form: words(form.name) })
  return (
    <Link
      to="/f/$form"
      params={{ form: form.code }}
      search={{ new: true }}
      aria-label={name}
      title={name}
      className="absolute right-2.5 top-2.5 z-[1] flex size-8 items-center justify-center rounded-6 text-fg-3 hover:bg-hover hover:text-fg max-md:right-0.5 max-md:top-1 max-md:size-11"
    >
      <Plus size={16} />
    </Link>
  )
}

/** A number that may still be on its way, or not to be had. */
function Count({ answer }: { answer: Answer | undefined }) {
  const { t } = useTranslation()
  if (answer?.data !== undefined) return countText(answer.data)
  if (!answer?.isError) return <span className="bone appear-late inline-block h-5 w-14" />
  return (
    <span title={t('app:state.failed')} className="text-fg-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('app:state.failed')}</span>
    </span>
  )
}
