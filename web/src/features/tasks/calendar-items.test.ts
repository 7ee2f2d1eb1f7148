import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import type { Task } from '@/api/tasks'
import { itemsByDay } from './calendar-items'
import type { DueItem } from './follow-ups'

const task = (id: string, due: Task['due']): Task => ({ id, title: id, due }) as Task
const at = (text: string) => dayjs(text).toISOString()

test('on a day what has no hour comes first, then all in the order of time', () => {
  const days = itemsByDay(
    [
      task('evening', { at: at('2026-11-21T18:00') }),
      task('some time', { at: dayjs('2026-11-21').endOf('day').toISOString(), all_day: true }),
      task('undated', null),
    ],
    [{ at: at('2026-11-21T09:00'), title: 'call', record: { id: 'rec' } } as DueItem],
  )
  expect([...days.keys()]).toEqual(['2026-11-21'])
  expect(days.get('2026-11-21')?.map(item => item.title)).toEqual(['some time', 'call', 'evening'])
})
