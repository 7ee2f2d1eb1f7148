import { createFileRoute } from '@tanstack/react-router'
import { StartPage } from '@/features/import/start-page'

interface Search {
  form?: string
}

export const Route = createFileRoute('/_app/imports/new')({
  validateSearch: (raw: Record<string, unknown>): Search =>
    typeof raw.form === 'string' ? { form: raw.form } : {},
  component: Start,
})

function Start() {
  return <StartPage form={Route.useSearch().form} />
}
