import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import type { Task } from '@/api/tasks'
import { groupOf, groupTasks } from './groups'

const noon = dayjs('2026-11-21T12:00:00')
const now = noon.valueOf()
const task = (title: string, at?: dayjs.Dayjs): Task =>
  ({ id: title, title, due: at ? { at: at.toISOString() } : null }) as Task

test('the border of today is the end of the day, of overdue this moment', () => {
  expect(groupOf(noon.subtract(1, 'second').toISOString(), now)).toBe('overdue')
  expect(groupOf(noon.toISOString(), now)).toBe('today')
  expect(groupOf(noon.endOf('day').toISOString(), now)).toBe('today')
  expect(groupOf(noon.endOf('day').add(1, 'ms').toISOString(), now)).toBe('upcoming')
  expect(groupOf(null, now)).toBe('undated')
})

test('groups without tasks are not there, the others keep the order of their tasks', () => {
  const tasks = [task('b', noon.subtract(2, 'day')), task('a', noon.subtract(1, 'day')), task('c')]
  const groups = groupTasks(tasks, now)
  expect(groups.map(group => [group.name, group.tasks.map(t => t.title)])).toEqual([
    ['overdue', ['b', 'a']],
    ['undated', ['c']],
  ])
})
