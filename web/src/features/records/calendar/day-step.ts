import type { CalendarMode } from '@/api/types'
import { addDays, type Day, step } from '@/lib/days'

/** The day to which a key leads: arrows by days and weeks, Page keys by screens. */
export function dayStep(key: string, day: Day, mode: CalendarMode): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return mode === 'month' ? addDays(day, -7) : undefined
    case 'ArrowDown':
      return mode === 'month' ? addDays(day, 7) : undefined
    case 'PageUp':
      return step(mode, day, -1)
    case 'PageDown':
      return step(mode, day, 1)
    default:
      return undefined
  }
}
