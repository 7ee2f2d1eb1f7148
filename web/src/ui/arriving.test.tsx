import { act, fireEvent, render, screen } from '@testing-library/react'
import { type ComponentType, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useLine } from '@/api/http'
import { later } from '@/lib/later'
import { onMissingCode } from '@/lib/missing-code'
import { world } from '@/lib/world'
import { Arriving } from './arriving'
import { Toaster } from './toast'

const away = {
  answers: async () => false,
  startOver: () => undefined,
  isGoing: () => true,
  kept: { getItem: () => null, setItem: () => undefined },
}

function missing(): Error {
  const error = new Error('Failed to fetch dynamically imported module: /assets/panel.js')
  void onMissingCode(error, away)
  return error
}

const Panel = () => <p>{'panel'}</p>

function Page({ part: Shown }: { part: ComponentType }) {
  const [open, setOpen] = useState(true)
  return (
    <>
      <p>{'rows'}</p>
      <button type="button" onClick={() => setOpen(!open)}>
        {'turn'}
      </button>
      <Arriving fallback={<i data-testid="waiting" />}>{open && <Shown />}</Arriving>
      <Toaster />
    </>
  )
}

// React tells the console of every error that a boundary caught.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined))

// What one test told is not for the next.
afterEach(() => {
  for (const close of screen.queryAllByRole('button', { name: '关闭' })) fireEvent.click(close)
})

test('a part that cannot be had leaves the page as it is, and comes when it is tried again', async () => {
  const load = vi.fn(async () => Panel as ComponentType)
  load.mockRejectedValueOnce(missing())
  render(<Page part={later(load)} />)
  const again = await screen.findByText('重试')
  expect(screen.getByText('rows')).toBeTruthy()
  expect(screen.getByTestId('waiting')).toBeTruthy()
  await act(async () => fireEvent.click(again))
  expect(await screen.findByText('panel')).toBeTruthy()
})

test('whoever closes it and opens it once more asks anew', async () => {
  const load = vi.fn(async () => Panel as ComponentType)
  load.mockRejectedValueOnce(missing())
  render(<Page part={later(load)} />)
  await screen.findByText('重试')
  fireEvent.click(screen.getByText('turn'))
  expect(screen.queryByTestId('waiting')).toBeNull()
  await act(async () => fireEvent.click(screen.getByText('turn')))
  expect(await screen.findByText('panel')).toBeTruthy()
})

test('what cannot be had a second time although the server answers is left to a new page, which the person asks for', async () => {
  const startOver = vi.spyOn(world, 'startOver').mockImplementation(() => undefined)
  vi.spyOn(world, 'answers').mockResolvedValue(true)
  const load = vi.fn(async () => Panel as ComponentType)
  load.mockRejectedValueOnce(missing()).mockRejectedValueOnce(missing())
  render(<Page part={later(load)} />)
  fireEvent.click(await screen.findByText('重试'))
  const reload = await screen.findByText('重新载入')
  expect(screen.getByText('rows')).toBeTruthy()
  expect(startOver).not.toHaveBeenCalled()
  fireEvent.click(reload)
  expect(startOver).toHaveBeenCalledTimes(1)
})

test('while the server is away every try is a try, and none a new page', async () => {
  const startOver = vi.spyOn(world, 'startOver').mockImplementation(() => undefined)
  vi.spyOn(world, 'answers').mockResolvedValue(false)
  const load = vi.fn(async () => Panel as ComponentType)
  load.mockRejectedValueOnce(missing()).mockRejectedValueOnce(missing())
  render(<Page part={later(load)} />)
  fireEvent.click(await screen.findByText('重试'))
  fireEvent.click(await screen.findByText('重试'))
  expect(await screen.findByText('panel')).toBeTruthy()
  expect(startOver).not.toHaveBeenCalled()
})

test('any other error is the page’s', async () => {
  const load = async () => {
    throw new Error('broken')
  }
  await expect(act(async () => void render(<Page part={later(load)} />))).rejects.toThrow('broken')
})

test('once the line is back it is tried again by itself, and nobody has to press', async () => {
  vi.spyOn(world, 'answers').mockResolvedValue(false)
  const load = vi.fn(async () => Panel as ComponentType)
  load.mockRejectedValueOnce(missing())
  useLine.setState({ lost: true })
  render(<Page part={later(load)} />)
  await screen.findByText('重试')
  await act(async () => useLine.setState({ lost: false }))
  expect(await screen.findByText('panel')).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(2)
})

test('whoever asks for another one in the same place asks anew', async () => {
  const load = vi.fn(async () => Panel as ComponentType<{ id: string }>)
  load.mockRejectedValueOnce(missing())
  const Shown = later<{ id: string }>(load)
  const page = (id: string) => (
    <>
      <Arriving fallback={again => <i>{again ? 'failed' : 'waiting'}</i>}>
        <Shown id={id} />
      </Arriving>
      <Toaster />
    </>
  )
  const { rerender } = render(page('rec_1'))
  await screen.findByText('failed')
  rerender(page('rec_1'))
  expect(load).toHaveBeenCalledTimes(1)
  rerender(page('rec_2'))
  expect(await screen.findByText('panel')).toBeTruthy()
})
