import { act, renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { usePane } from './use-pane'

const place = vi.hoisted(() => ({ hash: '' }))
vi.mock('@tanstack/react-router', () => ({
  useLocation: () => place.hash,
  useNavigate: () => (to: { hash: string }) => {
    place.hash = to.hash
  },
}))

const paneAt = (hash: string) => {
  place.hash = hash
  return renderHook(() => usePane())
}

test('a record opens with what is known of it; a link to a follow-up or the tasks with what happened', () => {
  expect(paneAt('').result.current[0]).toBe('facts')
  expect(paneAt('act_1').result.current[0]).toBe('timeline')
  expect(paneAt('tasks').result.current[0]).toBe('timeline')
})

test('a link that is followed on the page leads there, too, and whoever turns away stays away', () => {
  const { result, rerender } = paneAt('')
  place.hash = 'act_2'
  rerender()
  expect(result.current[0]).toBe('timeline')
  act(() => result.current[1]('facts'))
  rerender()
  expect(result.current[0]).toBe('facts')
})

test('the same link, pressed again by whoever had turned away, leads there again', () => {
  const { result, rerender } = paneAt('act_3')
  act(() => result.current[1]('facts'))
  expect(place.hash).toBe('')
  rerender()
  place.hash = 'act_3'
  rerender()
  expect(result.current[0]).toBe('timeline')
})
