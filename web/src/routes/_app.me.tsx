import { createFileRoute } from '@tanstack/react-router'
import { MinePage } from '@/features/home/mine-page'

export const Route = createFileRoute('/_app/me')({ component: MinePage })
