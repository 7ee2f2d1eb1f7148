import { createFileRoute } from '@tanstack/react-router'
import { DemoPage } from '@/features/settings/demo-page'

export const Route = createFileRoute('/_app/settings/demo')({ component: DemoPage })
