import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PickerItem } from '@/api/types'
import { RemoteSelect } from './remote-select'

const { ask } = vi.hoisted(() => ({ ask: vi.fn() }))
vi.mock('@/api/records', () => ({ listOptions: ask }))

const person = (id: string, title: string): PickerItem => ({ id, title })
const everyone = [person('1', '安琪'), person('2', '白杨'), person('3', '王芳芳'), person('4', '王芳')]
/** Answers that are under way, by what was asked. */
let under: Map<string, (items: PickerItem[]) => void>

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  under = new Map()
  ask
    .mockReset()
    .mockImplementation((_form: string, _field: string, search: string) =>
      search === '' ? Promise.resolve(everyone) : new Promise(done => under.set(search, done)),
    )
})
afterEach(() => {
  onlineManager.setOnline(true)
  cleanup()
  vi.unstubAllGlobals()
})

async function opened(many = false) {
  const onPick = vi.fn()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <RemoteSelect
        form="lead"
        field="owner"
        label="负责人"
        many={many}
        value={[]}
        titles={[]}
        inCell={false}
        onPick={onPick}
        render={title => <span>{title}</span>}
      />
    </QueryClientProvider>,
  )
  fireEvent.mouseDown(box())
  await screen.findByText('安琪')
  return onPick
}
const box = () => screen.getByRole('combobox') as HTMLInputElement
const press = (key: 'Enter' | 'Tab' | 'ArrowDown', more: object = {}) => {
  const keyCode = { Enter: 13, Tab: 9, ArrowDown: 40 }[key]
  fireEvent.keyDown(box(), { key, keyCode, which: keyCode, ...more })
  fireEvent.keyUp(box(), { key, keyCode, which: keyCode })
}
const type = (value: string) => fireEvent.change(box(), { target: { value } })
const answer = async (search: string, items: PickerItem[]) => {
  await vi.waitFor(() => expect(under.has(search)).toBe(true))
  await act(async () => {
    under.get(search)?.(items)
    await new Promise(seen => setTimeout(seen, 30))
  })
}

test.each(['Enter', 'Tab'] as const)('%s waits for the answer to what was typed', async key => {
  const onPick = await opened()
  type('王芳')
  press(key)
  expect(onPick).not.toHaveBeenCalled()
  expect(screen.getByRole('status').textContent).toBe('正在查找“王芳”…')
  await answer('王芳', [person('3', '王芳芳'), person('4', '王芳')])
  expect(onPick.mock.calls).toEqual([[['4'], ['王芳']]])
})

test('of an answer that is there the name itself is taken, not one that begins so', async () => {
  const onPick = await opened()
  type('王芳')
  await answer('王芳', [person('3', '王芳芳'), person('4', '王芳')])
  press('Enter')
  expect(onPick.mock.calls).toEqual([[['4'], ['王芳']]])
})

test('where nobody is called so nobody is taken, then or later', async () => {
  const onPick = await opened()
  type('赵')
  press('Enter')
  await answer('赵', [])
  press('Enter')
  type('')
  await screen.findByText('安琪')
  expect(onPick).not.toHaveBeenCalled()
})

test('what is typed on after Enter takes the Enter back', async () => {
  const onPick = await opened()
  type('王')
  press('Enter')
  type('王芳')
  await answer('王', [person('3', '王芳芳')])
  await answer('王芳', [person('4', '王芳')])
  expect(onPick).not.toHaveBeenCalled()
})

test('an entry that answers something else cannot be clicked', async () => {
  const onPick = await opened()
  type('王')
  fireEvent.click(screen.getByText('安琪'))
  expect(onPick).not.toHaveBeenCalled()
  await answer('王', [person('3', '王芳芳')])
  fireEvent.click(screen.getByText('王芳芳'))
  expect(onPick).toHaveBeenCalledOnce()
})

test('the Enter of a composition takes nobody', async () => {
  const onPick = await opened()
  type("wang'f")
  press('Enter', { isComposing: true, keyCode: 229 })
  await answer("wang'f", [person('4', '王芳')])
  expect(onPick).not.toHaveBeenCalled()
})

test('of several, those that were held stay', async () => {
  const onPick = await opened(true)
  type('王芳')
  press('Enter')
  await answer('王芳', [person('4', '王芳')])
  expect(onPick.mock.calls).toEqual([[['4'], ['王芳']]])
  expect(box().value).toBe('')
})

test('without a line nobody waits for an answer, and it is said why there is none', async () => {
  const onPick = await opened()
  onlineManager.setOnline(false)
  type('王芳')
  press('Enter')
  expect(await screen.findByText('连不上服务器，请检查网络')).toBeTruthy()
  expect(screen.queryByRole('status')).toBeNull()
  expect(screen.queryByText('安琪')).toBeNull()
  expect(onPick).not.toHaveBeenCalled()
})
