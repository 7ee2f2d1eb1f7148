import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formsQuery, keys, useMe } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Filter, FormSummary } from '@/api/types'
import { compactNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { usePhone } from '@/lib/use-media'
import { wallNow } from '@/lib/zone'
import { FormIcon } from '@/ui/form-icon'
import { ListHref } from '@/ui/list-href'
import { SheetHeader } from '@/ui/sheet-header'
import { PanelError } from '@/ui/states'
import { DayNumbers } from './day-numbers'
import { FirstSteps } from './first-steps'
import { TableDrop } from './table-drop'
import { WriteBar } from './write-bar'

const MINE: Filter = { field: 'owner', op: 'eq', value: 'me' }
const MOST_TILES = 4

function greeting(hour: number): string {
  if (hour < 6) return 'night'
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}

/** Where the day starts: whom to call next, which the route puts in, and what is mine. */
export function HomePage({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const me = useMe()
  const { data: forms, error, refetch } = useQuery(formsQuery)
  return (
    <>
      <SheetHeader title={phone ? t('app:nav.workbench') : t('app:nav.home')}>
        <ImportLink forms={forms ?? []} />
      </SheetHeader>
      <TableDrop enabled={(forms ?? []).some(form => form.can.import)}>
        <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto">
          <div className="mx-auto flex max-w-[880px] flex-col gap-6 px-6 pb-10 pt-4 max-md:px-4 max-md:pt-1">
            <p className="text-20 font-semibold max-md:text-16 max-md:font-normal max-md:text-fg-2">
              {t(`home:${greeting(wallNow().hour())}`, { name: me.name })}
            </p>
            {error && !forms && <PanelError error={error} onRetry={() => void refetch()} />}
            <Mine forms={forms?.slice(0, MOST_TILES) ?? []} />
            <FirstSteps forms={forms?.slice(0, MOST_TILES) ?? []} />
            <section>
              <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <h2 className="text-16 font-semibold">{t('home:day')}</h2>
                <DayNumbers />
              </div>
              <div className="-mx-2 max-md:mx-0 max-md:rounded-12 max-md:border max-md:border-line max-md:bg-surface max-md:p-2">
                {children}
              </div>
            </section>
          </div>
        </div>
      </TableDrop>
      {phone && <WriteBar />}
    </>
  )
}

/** Bringing one's own data in; the table itself says into which form. */
function ImportLink({ forms }: { forms: FormSummary[] }) {
  const { t } = useTranslation()
  if (!forms.some(form => form.can.import)) return null
  return (
    <Link
      to="/imports/new"
      className="inline-flex h-8 items-center gap-1.5 rounded-8 border border-line-strong px-3 text-13 hover:bg-hover max-md:h-11 max-md:border-0"
    >
      <Upload size={14} aria-hidden="true" />
      {t('records:import')}
    </Link>
  )
}

/** A number that may still be on its way, or not to be had. */
function Count({ answer }: { answer: { data?: number | undefined; isError: boolean } | undefined }) {
  const { t } = useTranslation()
  if (answer?.data !== undefined) return compactNumber(answer.data)
  if (!answer?.isError) return <span className="bone appear-late inline-block h-5 w-14" />
  return (
    <span title={t('app:state.failed')} className="text-fg-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('app:state.failed')}</span>
    </span>
  )
}

/** How many records of each form are mine; the number opens exactly those. */
function Mine({ forms }: { forms: FormSummary[] }) {
  const { t } = useTranslation()
  const counts = useQueries({
    queries: forms.map(form => ({
      queryKey: keys.count(form.code, 'mine'),
      queryFn: () =>
        queryRecords(form.code, { filter: MINE, fields: ['id'], size: 1, count: 'exact' as const }).then(
          answer => answer.count ?? 0,
        ),
    })),
  })
  return (
    <ul className="grid grid-cols-4 gap-3 max-lg:grid-cols-2">
      {forms.map((form, index) => (
        <li
          key={form.code}
          className="group relative rounded-12 border border-line bg-surface p-4 max-md:px-3 transition-colors hover:border-line-strong"
        >
          <ListHref
            form={form.code}
            search={{ filter: MINE }}
            className="block after:absolute after:inset-0 after:content-['']"
          >
            <span className="flex min-w-0 items-center gap-1.5 pr-5 text-13 text-fg-2">
              <FormIcon name={form.icon || form.code} size={15} className="shrink-0 text-fg-3" />
              <span className="truncate">
                {t('home:mine', { form: words(form.plural) || words(form.name) })}
              </span>
            </span>
            <span className="tabular mt-1 block text-28 font-semibold">
              <Count answer={counts[index]} />
            </span>
          </ListHref>
          {form.can.create && (
            <Link
              to="/f/$form"
              params={{ form: form.code }}
              search={{ new: true }}
              aria-label={t('records:new', { form: words(form.name) })}
              title={t('records:new', { form: words(form.name) })}
              className="absolute right-2.5 top-2.5 z-[1] flex size-8 items-center justify-center rounded-6 text-fg-3 hover:bg-hover hover:text-fg max-md:right-0.5 max-md:top-1 max-md:size-11"
            >
              <Plus size={16} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}
