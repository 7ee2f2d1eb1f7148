import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { WavesHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formQuery, viewsQuery } from '@/api/queries'
import type { Form, View } from '@/api/types'
import type { ListSearch } from '@/lib/list-search'
import { Bones, EmptyState, ErrorState, HomeLink } from '@/ui/states'
import { CutLine } from '../cut-line'
import { PoolList } from './pool-list'

/** 公海: the records of a form that nobody owns, to be claimed. */
export function PoolPage({ form: code, search }: { form: string; search: ListSearch }) {
  const { t } = useTranslation()
  const form = useQuery(formQuery(code))
  const views = useQuery(viewsQuery(code))
  const error = (form.data ? undefined : form.error) ?? (views.data ? undefined : views.error)
  if (error)
    return (
      <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), views.refetch()])}>
        <HomeLink />
      </ErrorState>
    )
  if (!form.data || !views.data) return <Bones rows={14} />
  if (!form.data.pool) return <EmptyState icon={WavesHorizontal} title={t('records:pool.none')} />
  return <Ready form={form.data} views={views.data} search={search} />
}

function Ready({ form, views, search }: { form: Form; views: View[]; search: ListSearch }) {
  const navigate = useNavigate()
  const setSearch = (part: Partial<ListSearch>) =>
    void navigate({
      to: '/pool/$form',
      params: { form: form.code },
      search: (old: ListSearch) =>
        Object.fromEntries(
          Object.entries({ ...old, ...('filter' in part ? { cut: undefined } : {}), ...part }).filter(
            ([, value]) => value,
          ),
        ),
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      {search.cut && (
        <CutLine cut={search.cut} onClose={() => setSearch({ cut: undefined } as Partial<ListSearch>)} />
      )}
      <PoolList form={form} views={views} search={search} setSearch={setSearch} />
    </>
  )
}
