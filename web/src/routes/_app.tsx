import { createFileRoute } from '@tanstack/react-router'
import { AppShell } from '@/features/shell/app-shell'
import { requireSession } from '@/lib/require-session'

export const Route = createFileRoute('/_app')({ beforeLoad: requireSession, component: AppShell })
