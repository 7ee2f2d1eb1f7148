import { createFileRoute } from '@tanstack/react-router'
import { NewFormPage } from '@/features/form-designer/new-form-page'

export const Route = createFileRoute('/_app/forms/new')({ component: NewFormPage })
