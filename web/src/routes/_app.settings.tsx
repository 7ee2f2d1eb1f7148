import { createFileRoute } from '@tanstack/react-router'
import { SettingsFrame } from '@/features/settings/settings-frame'

export const Route = createFileRoute('/_app/settings')({ component: SettingsFrame })
