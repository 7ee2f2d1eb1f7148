import { createFileRoute } from '@tanstack/react-router'
import { FormsPage } from '@/features/form-designer/forms-page'

export const Route = createFileRoute('/_app/forms/')({ component: FormsPage })
