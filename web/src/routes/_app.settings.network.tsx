import { createFileRoute } from '@tanstack/react-router'
import { NetworkPage } from '@/features/settings/network-page'

export const Route = createFileRoute('/_app/settings/network')({ component: NetworkPage })
