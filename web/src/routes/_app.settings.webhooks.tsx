import { createFileRoute } from '@tanstack/react-router'
import { WebhooksPage } from '@/features/integrations/webhooks-page'

export const Route = createFileRoute('/_app/settings/webhooks')({ component: WebhooksPage })
