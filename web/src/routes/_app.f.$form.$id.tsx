import { createFileRoute } from '@tanstack/react-router'
import { formQuery, recordQuery } from '@/api/queries'
import { RecordPage } from '@/features/records/record-page'

export const Route = createFileRoute('/_app/f/$form/$id')({
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(formQuery(params.form))
    void context.queryClient.prefetchQuery(recordQuery(params.form, params.id))
  },
  component: Page,
})

function Page() {
  const { form, id } = Route.useParams()
  return <RecordPage key={id} form={form} id={id} />
}
