import { createFileRoute } from '@tanstack/react-router'
import { ActsPage } from '@/features/acts/acts-page'

export const Route = createFileRoute('/_app/changes')({ component: ActsPage })
