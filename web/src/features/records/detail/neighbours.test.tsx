import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import { useNeighbours } from './neighbours'

const rows = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `rec_${first + at}`, rev: 1, values: {}, display: {} }))
const question = { sort: [{ field: 'name', descending: false }], search: 'a|b' }
const page = (form: string, number: number) =>
  keys.page(form, `${JSON.stringify(question)}|name,phone`, number)

let asked: unknown[] = []
let answer: { id: string }[]
let client: QueryClient
beforeEach(() => {
  asked = []
  answer = rows(50, 150)
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  vi.stubGlobal('fetch', async (_url: URL, init: RequestInit) => {
    asked.push(JSON.parse(String(init.body)))
    return new Response(JSON.stringify({ items: answer, next: null, count: null }), {
      headers: { 'Content-Type': 'application/json' },
    })
  })
})

function walking(form: string, id: string, beside = false) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result, rerender } = renderHook(at => useNeighbours(form, at, beside), {
    wrapper,
    initialProps: id,
  })
  return { around: () => [result.current.previous, result.current.next], rerender }
}

test('the list’s pages are gone after a minute: whoever reads on walks on', async () => {
  client.setQueryData(page('a', 1), rows(100, 100))
  const { around, rerender } = walking('a', 'rec_120')
  expect(around()).toEqual(['rec_119', 'rec_121'])
  client.removeQueries({ queryKey: keys.pages('a') })
  rerender('rec_121')
  expect(around()).toEqual(['rec_120', 'rec_122'])
  await waitFor(() =>
    expect(asked).toContainEqual({ ...question, fields: ['id'], size: 150, at: 50, count: 'none' }),
  )
})

test('at the edge of what the list had loaded, the next one is asked for', async () => {
  client.setQueryData(page('b', 1), rows(100, 20))
  const { around } = walking('b', 'rec_119')
  expect(around()).toEqual(['rec_118', undefined])
  await waitFor(() => expect(around()).toEqual(['rec_118', 'rec_120']))
})

test('a record that left the list is followed by the one that took its place', async () => {
  client.setQueryData(page('c', 1), rows(100, 50))
  answer = rows(50, 150).filter(row => row.id !== 'rec_120')
  const { around } = walking('c', 'rec_120')
  await waitFor(() => expect(asked).toHaveLength(1))
  await waitFor(() => expect(around()).toEqual(['rec_119', 'rec_121']))
})

test('beside the list nothing is asked: its own pages are there', () => {
  client.setQueryData(page('d', 0), rows(0, 3))
  expect(walking('d', 'rec_1', true).around()).toEqual(['rec_0', 'rec_2'])
  expect(asked).toEqual([])
})

test('a record that no list led to is not walked from', () => {
  expect(walking('e', 'rec_1').around()).toEqual([undefined, undefined])
  expect(asked).toEqual([])
})
