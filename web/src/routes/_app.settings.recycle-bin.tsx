import { createFileRoute } from '@tanstack/react-router'
import { BinPage } from '@/features/recycle-bin/bin-page'

export const Route = createFileRoute('/_app/settings/recycle-bin')({ component: BinPage })
