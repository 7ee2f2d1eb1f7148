import { createFileRoute } from '@tanstack/react-router'
import { HomePage } from '@/features/home/home-page'
import { DayList } from '@/features/tasks/day/day-list'

export const Route = createFileRoute('/_app/')({ component: Home })

function Home() {
  return (
    <HomePage>
      <DayList />
    </HomePage>
  )
}
