import { createFileRoute } from '@tanstack/react-router'
import { formQuery, viewsQuery } from '@/api/queries'
import { ListPage } from '@/features/records/list-page'
import { parseListSearch } from '@/lib/list-search'

export const Route = createFileRoute('/_app/f/$form/')({
  validateSearch: parseListSearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(formQuery(params.form))
    void context.queryClient.prefetchQuery(viewsQuery(params.form))
  },
  component: List,
})

function List() {
  const { form } = Route.useParams()
  return <ListPage key={form} form={form} search={Route.useSearch()} />
}
