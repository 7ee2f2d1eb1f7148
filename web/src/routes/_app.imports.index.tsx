import { createFileRoute } from '@tanstack/react-router'
import { HistoryPage } from '@/features/import/history-page'

export const Route = createFileRoute('/_app/imports/')({ component: HistoryPage })
