import { createFileRoute } from '@tanstack/react-router'
import { TasksPage } from '@/features/tasks/tasks-page'
import { parseTasksSearch } from '@/features/tasks/tasks-search'

export const Route = createFileRoute('/_app/tasks')({ validateSearch: parseTasksSearch, component: Page })

function Page() {
  return <TasksPage search={Route.useSearch()} />
}
