import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { setPaletteOpen } from '@/ui/shell-store'
import { PaletteHost } from './palette-host'

afterEach(cleanup)

const seen: string[] = []

function Real({ start = '' }: { start?: string }) {
  seen.push(start)
  return <output>{start}</output>
}

function setUp() {
  let come: () => void = () => undefined
  seen.length = 0
  const state = { there: false }
  const load = () =>
    new Promise<void>(done => {
      come = () => {
        state.there = true
        done()
      }
    })
  const palette = () => (state.there ? Real : undefined)
  render(
    <>
      <textarea aria-label="cell" autoFocus />
      <PaletteHost load={load} palette={palette} />
    </>,
  )
  return { arrive: () => act(async () => come()) }
}

// By its role: its words depend on which language another test file has loaded.
const field = () => within(screen.getByRole('dialog')).getByRole('textbox')

test('before the palette is there its field has the keyboard, and hands over what was typed', async () => {
  const { arrive } = setUp()
  expect(document.activeElement).toBe(field())
  fireEvent.change(field(), { target: { value: 'huawei' } })
  await arrive()
  expect(screen.getByText('huawei')).toBeTruthy()
})

test('a search that a list could not answer goes on in the palette with its words', async () => {
  setPaletteOpen(true, 'qdbt')
  const { arrive } = setUp()
  await arrive()
  expect(screen.getByText('qdbt')).toBeTruthy()
  setPaletteOpen(false)
  cleanup()
  setUp()
  expect((field() as HTMLInputElement).value).toBe('')
})

test('a composition is ended before the inputs change', async () => {
  const { arrive } = setUp()
  fireEvent.compositionStart(field())
  fireEvent.change(field(), { target: { value: 'hua' } })
  await arrive()
  expect(seen).toEqual([])
  fireEvent.change(field(), { target: { value: '华' } })
  fireEvent.compositionEnd(field())
  expect(seen.at(-1)).toBe('华')
})

test('a palette that cannot be fetched says so and can be asked for again', async () => {
  const load = vi.fn(() => Promise.reject(new Error('no line')))
  await act(async () => {
    render(<PaletteHost load={load} palette={() => undefined} />)
  })
  fireEvent.click(screen.getByRole('button'))
  await act(async () => undefined)
  expect(load).toHaveBeenCalledTimes(2)
})
