import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { SearchHit } from '@/api/types'

const { search, go, chooseLanguage } = vi.hoisted(() => ({
  search: vi.fn(),
  go: vi.fn(),
  chooseLanguage: vi.fn(),
}))
vi.mock('@/api/workspace', async real => ({ ...(await real<object>()), search }))
vi.mock('@/api/people', async real => ({ ...(await real<object>()), listPeople: () => Promise.resolve([]) }))
vi.mock('@/lib/use-go', () => ({ useGo: () => go }))
vi.mock('@/api/own-settings', () => ({
  useOwnSettings: () => ({ chooseLanguage, chooseTheme: vi.fn(), chooseDensity: vi.fn() }),
}))
vi.mock('@/offline/sign-out', () => ({ useSignOut: () => vi.fn() }))
vi.mock('@/api/sees-others', () => ({ useSeesOthers: () => false }))
vi.mock('./use-place', () => ({ useNamedPlace: () => undefined }))
vi.mock('@tanstack/react-router', () => ({ useLocation: () => ({ pathname: '/' }) }))

const hit = (id: string, title: string): SearchHit => ({ form: 'customer', id, title })
let under: Map<string, (hits: SearchHit[]) => void>

beforeEach(async () => {
  // Its words need the languages to be there.
  const { Palette } = await import('./palette')
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  Element.prototype.scrollIntoView = () => undefined
  under = new Map()
  search.mockReset().mockImplementation((text: string) => new Promise(done => under.set(text, done)))
  go.mockReset()
  chooseLanguage.mockReset()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } })
  client.setQueryData(keys.me, { id: 'usr_1', name: '王敏', permissions: {} } as never)
  client.setQueryData(keys.forms, [])
  client.setQueryData(keys.departments, [])
  render(
    <QueryClientProvider client={client}>
      <Palette />
    </QueryClientProvider>,
  )
})
afterEach(() => {
  onlineManager.setOnline(true)
  cleanup()
  vi.unstubAllGlobals()
})

const box = () => screen.getByRole('combobox')
const type = (value: string) => fireEvent.change(box(), { target: { value } })
const enter = () => fireEvent.keyDown(box(), { key: 'Enter' })
const answer = async (text: string, hits: SearchHit[]) => {
  await vi.waitFor(() => expect(under.has(text)).toBe(true))
  await act(async () => {
    under.get(text)?.(hits)
    await new Promise(seen => setTimeout(seen, 60))
  })
}

test('Enter waits for what is found of what was typed', async () => {
  type('青岛')
  await answer('青岛', [hit('1', '青岛百川')])
  type('宁波')
  enter()
  expect(go).not.toHaveBeenCalled()
  await answer('宁波', [hit('2', '宁波港')])
  expect(go.mock.calls).toEqual([['/f/customer/2']])
})

test('what was found for something else cannot be clicked', async () => {
  type('青岛')
  await answer('青岛', [hit('1', '青岛百川')])
  type('宁波')
  fireEvent.click(screen.getByText('青岛百川'))
  expect(go).not.toHaveBeenCalled()
})

test('what is called exactly so does not wait, and stands before what was found', async () => {
  type('English')
  await answer('English', [hit('1', '盛利数据')])
  expect(screen.getAllByRole('option')[0]?.textContent).toBe('Switch to English')
  type('english')
  enter()
  expect(chooseLanguage).toHaveBeenCalledOnce()
  expect(go).not.toHaveBeenCalled()
})

test('the first of what is found is the one that Enter takes, though an act was there before it', async () => {
  type('退')
  await answer('退', [hit('7', '退税')])
  enter()
  expect(go.mock.calls).toEqual([['/f/customer/7']])
})

test('without a line Enter waits for nothing, and it is said why nothing is found', async () => {
  onlineManager.setOnline(false)
  type('宁波')
  enter()
  expect(await screen.findByText(/连不上服务器/)).toBeTruthy()
  await vi.waitFor(() => expect(screen.queryByText('正在搜索')).toBeNull())
  expect(document.querySelector('[cmdk-list]')?.getAttribute('aria-busy')).toBe('false')
  expect(go).not.toHaveBeenCalled()
})
