import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formQuery, keys } from '@/api/queries'
import { getBins } from '@/api/recycle-bin'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { FormIcon } from '@/ui/form-icon'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { BinList } from './bin-list'
import { DeletedFormBin } from './deleted-form-bin'
import { KeepDays } from './keep-days'

/** 回收站 of all forms, for administrators. */
export function BinPage() {
  const { t } = useTranslation()
  const bins = useQuery({ queryKey: keys.bins, queryFn: getBins })
  const [chosen, setChosen] = useState<string>()
  if (bins.error && !bins.data) return <ErrorState error={bins.error} onRetry={() => void bins.refetch()} />
  const full = bins.data?.forms.filter(bin => bin.records > 0) ?? []
  const current = full.find(bin => bin.form === chosen) ?? full[0]
  return (
    <SettingsPage title={t('settings:bin.title')} hint={t('settings:bin.hint')} wide>
      {!bins.data ? (
        <Bones rows={6} height={52} />
      ) : (
        <>
          <KeepDays days={bins.data.keep_days} />
          {current ? (
            <>
              <div role="tablist" aria-label={t('settings:bin.title')} className="flex flex-wrap gap-2">
                {full.map(bin => (
                  <button
                    key={bin.form}
                    type="button"
                    role="tab"
                    aria-selected={bin === current}
                    onClick={() => setChosen(bin.form)}
                    className={cx(
                      'flex h-8 items-center gap-1.5 rounded-8 border px-2.5 text-13 max-md:h-11',
                      bin === current
                        ? 'border-accent bg-accent-soft text-accent'
                        : 'border-line text-fg-2 hover:border-line-strong',
                    )}
                  >
                    <FormIcon name={bin.icon || bin.form} size={15} />
                    {words(bin.name) || bin.form}
                    {bin.deleted && (
                      <span className="text-12 text-fg-3">{t('settings:bin.form_deleted')}</span>
                    )}
                    <span className="tabular">{plainNumber(bin.records)}</span>
                  </button>
                ))}
              </div>
              {current.deleted ? (
                <DeletedFormBin
                  key={current.form}
                  form={current.form}
                  name={words(current.name) || current.form}
                  count={current.records}
                />
              ) : (
                <ChosenBin
                  key={current.form}
                  form={current.form}
                  keepDays={bins.data.keep_days}
                  count={current.records}
                />
              )}
            </>
          ) : (
            <EmptyState icon={Trash2} title={t('settings:bin.empty')} hint={t('settings:bin.empty_hint')} />
          )}
        </>
      )}
    </SettingsPage>
  )
}

interface ChosenBinProps {
  form: string
  keepDays: number | null
  count: number
}

function ChosenBin({ form: code, keepDays, count }: ChosenBinProps) {
  const form = useQuery(formQuery(code))
  if (form.error) return <ErrorState error={form.error} onRetry={() => void form.refetch()} />
  if (!form.data) return <Bones rows={5} height={44} />
  return <BinList form={form.data} keepDays={keepDays} count={count} />
}
