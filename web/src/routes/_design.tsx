import { createFileRoute } from '@tanstack/react-router'
import { DesignerShell } from '@/features/designer/designer-shell'
import { requireSession } from '@/lib/require-session'

export const Route = createFileRoute('/_design')({ beforeLoad: requireSession, component: DesignerShell })
