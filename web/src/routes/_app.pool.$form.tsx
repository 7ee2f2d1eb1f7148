import { createFileRoute } from '@tanstack/react-router'
import { formQuery, viewsQuery } from '@/api/queries'
import { PoolPage } from '@/features/records/pool/pool-page'
import { parseListSearch } from '@/lib/list-search'

export const Route = createFileRoute('/_app/pool/$form')({
  validateSearch: parseListSearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(formQuery(params.form))
    void context.queryClient.prefetchQuery(viewsQuery(params.form))
  },
  component: Pool,
})

function Pool() {
  const { form } = Route.useParams()
  return <PoolPage key={form} form={form} search={Route.useSearch()} />
}
