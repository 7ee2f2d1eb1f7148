import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { formQuery, viewsQuery } from '@/api/queries'
import type { Form, View } from '@/api/types'
import type { ListSearch } from '@/lib/list-search'
import { startCreating } from '@/lib/preset'
import { usePhone } from '@/lib/use-media'
import { Arriving } from '@/ui/arriving'
import { Bones, ErrorState, HomeLink } from '@/ui/states'
import { CutLine } from './cut-line'
import { ConflictDialog } from './edit/conflict-asked'
import { DesktopBin, DesktopList, fetchListBody, PhoneList } from './list-body'
import { CreateDialog } from './list-parts'
import { useListState } from './list-state'

fetchListBody()

export function ListPage({ form: code, search }: { form: string; search: ListSearch }) {
  const form = useQuery(formQuery(code))
  const views = useQuery(viewsQuery(code))
  const error = form.error ?? (views.data ? undefined : views.error)
  if (error)
    return (
      <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), views.refetch()])}>
        <HomeLink />
      </ErrorState>
    )
  if (!form.data || !views.data) return <Bones rows={14} />
  return <Ready form={form.data} views={views.data} search={search} />
}

function Ready({ form, views, search }: { form: Form; views: View[]; search: ListSearch }) {
  const phone = usePhone()
  const list = useListState(form, views, search)
  useEffect(() => {
    if (!search.new) startCreating({})
  }, [search.new])
  const List = phone ? PhoneList : search.bin ? DesktopBin : DesktopList
  return (
    <>
      {search.cut && (
        <CutLine cut={search.cut} onClose={() => list.setSearch({ cut: undefined } as Partial<ListSearch>)} />
      )}
      <Suspense fallback={<Bones rows={14} />}>
        <List list={list} views={views} />
      </Suspense>
      <ConflictDialog form={form} />
      <Arriving>
        {search.new && (
          <CreateDialog
            form={form}
            within={list.filter}
            onClose={() => list.setSearch({ new: false })}
            onCreated={id => list.setSearch({ peek: id, new: false })}
          />
        )}
      </Arriving>
    </>
  )
}
