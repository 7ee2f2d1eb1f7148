import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { useWrite } from './use-write'

const client = new QueryClient()
const Within = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
)

function writing() {
  const written: string[] = []
  const answers: (() => void)[] = []
  const { result } = renderHook(
    () =>
      useWrite({
        mutationFn: (text: string) => {
          written.push(text)
          return new Promise<string>(resolve => {
            answers.push(() => resolve(text))
          })
        },
      }),
    { wrapper: Within },
  )
  return { written, result, answer: () => act(async () => answers.shift()?.()) }
}

test('the second half of a double click writes nothing', async () => {
  const { written, result, answer } = writing()
  await act(async () => {
    result.current.mutate('once')
    result.current.mutate('once')
  })
  expect(written).toEqual(['once'])
  await answer()
  await waitFor(() => expect(result.current.isPending).toBe(false))
  expect(written).toEqual(['once'])
})

test('after the answer the same may be written again, and meanwhile something else', async () => {
  const { written, result, answer } = writing()
  const write = (text: string) => act(async () => result.current.mutate(text))
  await write('one')
  await write('other')
  await write('one')
  await answer()
  await write('one')
  expect(written).toEqual(['one', 'other', 'one'])
})

test('who waits for the second half gets the answer of the first', async () => {
  const { written, result, answer } = writing()
  let both: Promise<string[]> = Promise.resolve([])
  await act(async () => {
    both = Promise.all([result.current.mutateAsync('one'), result.current.mutateAsync('one')])
  })
  await answer()
  expect(await both).toEqual(['one', 'one'])
  expect(written).toEqual(['one'])
})

test('another file that is chosen while the first is on its way is written, too', async () => {
  const { written, result } = writing()
  const picture = (name: string, text: string, lastModified = 1) => new File([text], name, { lastModified })
  const write = (next: unknown) => act(async () => result.current.mutate(next as string))
  const first = picture('a.png', 'one')
  await write(first)
  await write(first)
  await write(picture('a.png', 'one'))
  expect(written).toHaveLength(1)
  await write(picture('b.png', 'one'))
  await write(picture('a.png', 'other'))
  await write(picture('a.png', 'one', 2))
  await write({ part: new Blob(['cut']) })
  await write({ part: new Blob(['cut out']) })
  expect(written).toHaveLength(6)
})
