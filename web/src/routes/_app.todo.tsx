import { createFileRoute } from '@tanstack/react-router'
import { TodoPage } from '@/features/tasks/day/todo-page'

export const Route = createFileRoute('/_app/todo')({ component: TodoPage })
