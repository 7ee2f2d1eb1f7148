import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Search, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formsQuery, useMe } from '@/api/queries'
import type { FormSummary } from '@/api/types'
import { usePhone } from '@/lib/use-media'
import { wallNow } from '@/lib/zone'
import { IconButton } from '@/ui/button'
import { SheetHeader } from '@/ui/sheet-header'
import { setPaletteOpen } from '@/ui/shell-store'
import { PanelError } from '@/ui/states'
import { DayNumbers } from './day-numbers'
import { FirstSteps } from './first-steps'
import { greeting } from './greeting'
import { TableDrop } from './table-drop'
import { Tiles } from './tiles'
import { WriteBar } from './write-bar'

const MOST_TILES = 4

/** Where the day starts: whom to call next, which the route puts in, and what is mine. */
export function HomePage({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const me = useMe()
  const { data: forms, error, refetch } = useQuery(formsQuery)
  return (
    <>
      <SheetHeader title={t('app:nav.home')}>
        {phone && (
          <IconButton size="touch" label={t('app:nav.search')} onClick={() => setPaletteOpen(true)}>
            <Search size={21} />
          </IconButton>
        )}
        <ImportLink forms={forms ?? []} />
      </SheetHeader>
      <TableDrop enabled={(forms ?? []).some(form => form.can.import)}>
        <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto">
          <div className="mx-auto flex max-w-[880px] flex-col gap-6 px-6 pb-10 pt-4 max-md:px-4 max-md:pt-1">
            <p className="text-20 font-semibold max-md:text-16 max-md:font-normal max-md:text-fg-2">
              {t(`home:${greeting(wallNow().hour())}`, { name: me.name })}
            </p>
            {error && !forms && <PanelError error={error} onRetry={() => void refetch()} />}
            <Tiles forms={forms?.slice(0, MOST_TILES) ?? []} />
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
