import { createFileRoute } from '@tanstack/react-router'
import { ImportPage } from '@/features/import/import-page'

interface Search {
  step?: string
}

export const Route = createFileRoute('/_app/imports/$id')({
  validateSearch: (raw: Record<string, unknown>): Search =>
    typeof raw.step === 'string' ? { step: raw.step } : {},
  component: Page,
})

function Page() {
  const { id } = Route.useParams()
  return <ImportPage key={id} id={id} step={Route.useSearch().step} />
}
