import { createFileRoute } from '@tanstack/react-router'
import { DesignerPage } from '@/features/form-designer/designer-page'

export const Route = createFileRoute('/_design/design/$form')({ component: Designer })

function Designer() {
  const { form } = Route.useParams()
  return <DesignerPage key={form} form={form} />
}
