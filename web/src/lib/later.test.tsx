import { act, fireEvent, render, screen } from '@testing-library/react'
import { type ComponentType, Suspense, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { fetchAtLeisure } from './at-hand'
import { later } from './later'

interface CountProps {
  name: string
}

function Count({ name }: CountProps) {
  const [count, setCount] = useState(0)
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {name} {count}
    </button>
  )
}

const part = (load: () => Promise<ComponentType<CountProps>>) => later<CountProps>(load)
const fallback = <i data-testid="waiting" />

afterEach(() => vi.useRealTimers())

test('what was fetched ahead is there at once, without a fallback in between', async () => {
  const Part = part(async () => Count)
  await Part.fetch()
  render(
    <Suspense fallback={fallback}>
      <Part name="ahead" />
    </Suspense>,
  )
  expect(screen.getByText('ahead 0')).toBeTruthy()
})

test('what was not fetched comes by itself, and keeps what was done in it', async () => {
  let come: (component: ComponentType<CountProps>) => void = () => undefined
  const Part = part(() => new Promise(done => (come = done)))
  const tree = (name: string) => (
    <Suspense fallback={fallback}>
      <Part name={name} />
    </Suspense>
  )
  const { rerender } = render(tree('late'))
  expect(screen.getByTestId('waiting')).toBeTruthy()
  await act(async () => come(Count))
  fireEvent.click(await screen.findByText('late 0'))
  rerender(tree('later'))
  expect(screen.getByText('later 1')).toBeTruthy()
})

test('a fetch ahead that failed spoils nothing: who opens the part tries again', async () => {
  const load = vi.fn(async () => Count as ComponentType<CountProps>)
  load.mockRejectedValueOnce(new Error('no line'))
  const Part = part(load)
  await expect(Part.fetch()).rejects.toThrow('no line')
  render(
    <Suspense fallback={fallback}>
      <Part name="again" />
    </Suspense>,
  )
  expect(await screen.findByText('again 0')).toBeTruthy()
})

const asked = (fetched: string[], name: string, fails = false) => ({
  fetch: async () => {
    fetched.push(name)
    if (fails) throw new Error('no line')
  },
})

test('parts are fetched one after another, and no more once the page is left', async () => {
  vi.useFakeTimers()
  const fetched: string[] = []
  const stop = fetchAtLeisure(['peek', 'filter', 'bulk'].map(name => asked(fetched, name)))
  expect(fetched).toEqual([])
  await vi.advanceTimersToNextTimerAsync()
  expect(fetched).toEqual(['peek'])
  await vi.advanceTimersToNextTimerAsync()
  expect(fetched).toEqual(['peek', 'filter'])
  stop()
  await vi.runAllTimersAsync()
  expect(fetched).toEqual(['peek', 'filter'])
})

test('without a line the rest is not asked for', async () => {
  vi.useFakeTimers()
  const fetched: string[] = []
  fetchAtLeisure([asked(fetched, 'peek', true), asked(fetched, 'filter')])
  await vi.runAllTimersAsync()
  expect(fetched).toEqual(['peek'])
})
