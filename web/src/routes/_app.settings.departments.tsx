import { createFileRoute } from '@tanstack/react-router'
import { DepartmentsPage } from '@/features/people/departments-page'

export const Route = createFileRoute('/_app/settings/departments')({ component: DepartmentsPage })
