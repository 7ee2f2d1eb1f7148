import { createFileRoute } from '@tanstack/react-router'
import { NoticeSettings } from '@/features/notices/notice-settings'

export const Route = createFileRoute('/_app/settings/notices')({ component: NoticeSettings })
