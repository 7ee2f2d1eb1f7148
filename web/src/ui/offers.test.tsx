import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useOffer, useOffers } from './offers'

const offer = (key: string, run: () => void = () => undefined) => ({ key, label: key, icon: null, run })
const listed = () => renderHook(() => useOffers().map(({ key }) => key))

test('what a part offers is listed as long as it is there and can do it', () => {
  const { result } = listed()
  const part = renderHook(({ all }) => useOffer(all), { initialProps: { all: [offer('convert')] } })
  const other = renderHook(() => useOffer([offer('delete')]))
  expect(result.current).toEqual(['convert', 'delete'])
  act(() => part.rerender({ all: [] }))
  expect(result.current).toEqual(['delete'])
  act(() => other.unmount())
  expect(result.current).toEqual([])
})

test('an act is done as the part would do it now', () => {
  const done: string[] = []
  const { result } = renderHook(() => useOffers())
  const part = renderHook(({ name }) => useOffer([offer('delete', () => void done.push(name))]), {
    initialProps: { name: '旧' },
  })
  part.rerender({ name: '新' })
  result.current[0]?.run()
  expect(done).toEqual(['新'])
})
