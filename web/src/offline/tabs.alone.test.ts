import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Outcome, Unsent } from './unsent'

/** A tab: modules of its own, the storage of all. */
async function tab() {
  vi.resetModules()
  return {
    ...(await import('./unsent')),
    ...(await import('./flush-unsent')),
    ...(await import('./queue')),
    ...(await import('./flush-drafts')),
    ...(await import('./refused')),
    ...(await import('./alone')),
  }
}

const edit = (key: string): Unsent => ({
  key,
  person: 'usr_1',
  form: 'lead',
  rev: 1,
  records: [{ id: 'rec_1', title: '', values: { city: key }, display: {}, before: {}, beforeDisplay: {} }],
})
const draft = (key: string) => ({
  key,
  person: 'usr_1',
  form: 'lead',
  record: 'rec_1',
  title: '河滨机械',
  body: { kind: 'call' as const, text: key },
})
const cell = (record: string) => ({
  person: 'usr_1',
  form: 'lead',
  record,
  field: 'city',
  title: '',
  name: '',
  text: '',
  reason: '',
  late: true,
})

const write = Storage.prototype.setItem
/** The very next writing of one tab is overtaken by what another one does. */
function overtaken(by: () => void): void {
  Storage.prototype.setItem = function (...given) {
    Storage.prototype.setItem = write
    by()
    write.apply(this, given)
  }
}

beforeEach(() => {
  vi.stubGlobal('fetch', async () => {
    return new Response('{"id":"usr_1"}', { headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  Storage.prototype.setItem = write
  vi.unstubAllGlobals()
})

test('tabs that keep something at the same moment lose nothing', async () => {
  const [here, there] = [await tab(), await tab()]
  for (const one of [here, there]) {
    one.openUnsent('usr_1')
    one.openRefused('usr_1')
  }
  overtaken(() => there.keepUnsent(edit('k2')))
  here.keepUnsent(edit('k1'))
  overtaken(() => void there.keepDraft(draft('d2')))
  here.keepDraft(draft('d1'))
  overtaken(() => there.addRefused([cell('rec_2')]))
  here.addRefused([cell('rec_1')])
  const later = await tab()
  later.openUnsent('usr_1')
  later.openRefused('usr_1')
  const found = [
    later.useUnsent.getState().edits.map(one => one.key),
    later.useQueue.getState().drafts.map(one => one.key),
    later.lateOf(later.useRefused.getState()).map(one => one.record),
  ]
  expect(found.map(keys => keys.sort())).toEqual([
    ['k1', 'k2'],
    ['d1', 'd2'],
    ['rec_1', 'rec_2'],
  ])
})

test('a tab that sends takes nothing away that another one keeps meanwhile', async () => {
  const [here, there] = [await tab(), await tab()]
  there.openUnsent('usr_1')
  here.keepUnsent(edit('k1'))
  const sent: string[] = []
  await here.flushUnsent('usr_1', async ({ key }): Promise<Outcome> => {
    if (key === 'k1') there.keepUnsent(edit('k2'))
    sent.push(key)
    return 'saved'
  })
  expect(sent).toEqual(['k1', 'k2'])
})

test('of two tabs that begin at the same moment one sends, and each edit goes once', async () => {
  const [here, there] = [await tab(), await tab()]
  here.keepUnsent(edit('k1'))
  here.keepUnsent(edit('k2'))
  there.openUnsent('usr_1')
  const sent: string[] = []
  const send = async ({ key }: Unsent): Promise<Outcome> => {
    sent.push(key)
    await new Promise(resolve => setTimeout(resolve, 5))
    return 'saved'
  }
  const both: Promise<void>[] = []
  overtaken(() => void both.push(there.flushUnsent('usr_1', send)))
  both.push(here.flushUnsent('usr_1', send))
  await Promise.all(both)
  expect(sent).toEqual(['k1', 'k2'])
})

test('a follow-up goes once, however many tabs find the line again', async () => {
  const [here, there] = [await tab(), await tab()]
  here.keepDraft(draft('d1'))
  there.rereadQueue()
  const posted: string[] = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (init.method === 'POST') posted.push(url.pathname)
    await new Promise(resolve => setTimeout(resolve, 5))
    return new Response('{"id":"usr_1"}', { headers: { 'Content-Type': 'application/json' } })
  })
  await Promise.all([here, there].map(one => one.flush('usr_1', new QueryClient())))
  expect(posted).toHaveLength(1)
  expect(there.useQueue.getState().drafts.length + here.useQueue.getState().drafts.length).toBeLessThan(2)
  here.rereadQueue()
  expect(here.useQueue.getState().drafts).toEqual([])
})

test('what another tab sent is neither sent again, taken back nor changed here', async () => {
  const [here, there] = [await tab(), await tab()]
  here.keepUnsent(edit('k1'))
  there.openUnsent('usr_1')
  here.keepDraft(draft('d1'))
  there.rereadQueue()
  here.withdrawUnsent(['k1'])
  here.dropDraft('d1')
  const sent: string[] = []
  await there.flushUnsent('usr_1', async ({ key }): Promise<Outcome> => {
    sent.push(key)
    return 'saved'
  })
  expect(sent).toEqual([])
  here.keepUnsent(edit('k2'))
  there.rereadUnsent()
  here.withdrawUnsent(['k2'])
  expect(there.withdrawUnsent(['k2'])).toEqual([])
  there.editDraft('d1', old => ({ ...old, refused: 'gone' }))
  expect(Object.values(localStorage).join()).toBe('')
})

test('of two tabs one leads; where it is gone the other takes over', async () => {
  const { mayLead } = await tab()
  expect(mayLead('l', 1000, 'a')).toBe(true)
  expect(mayLead('l', 2000, 'b')).toBe(false)
  expect(mayLead('l', 3000, 'a')).toBe(true)
  expect(mayLead('l', 120_000, 'b')).toBe(true)
})

test('a tab that sends for minutes keeps the others out until it is done', async () => {
  const here = await tab()
  vi.useFakeTimers()
  try {
    here.keepUnsent(edit('k1'))
    const sent = here.flushUnsent(
      'usr_1',
      () => new Promise<Outcome>(resolve => setTimeout(() => resolve('saved'), 200_000)),
    )
    await vi.advanceTimersByTimeAsync(150_000)
    expect(here.mayLead('unsent.sender', Date.now(), 'b')).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    await sent
    expect(here.mayLead('unsent.sender', Date.now(), 'b')).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a tab that lost the lead while it sent sends nothing more', async () => {
  const here = await tab()
  here.keepUnsent(edit('k1'), edit('k2'))
  const sent: string[] = []
  const takeOver = (lease: string) =>
    localStorage.setItem(`clew.${lease}`, JSON.stringify({ tab: 'b', until: Date.now() + 60_000 }))
  await here.flushUnsent('usr_1', async ({ key }): Promise<Outcome> => {
    sent.push(key)
    takeOver('unsent.sender')
    return 'saved'
  })
  expect(sent).toEqual(['k1'])
  here.keepDraft(draft('d1'))
  here.keepDraft(draft('d2'))
  const posted: string[] = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (init.method === 'POST') {
      posted.push(url.pathname)
      takeOver('drafts.sender')
    }
    return new Response('{"id":"usr_1"}', { headers: { 'Content-Type': 'application/json' } })
  })
  await here.flush('usr_1', new QueryClient())
  expect(posted).toHaveLength(1)
})

/** A browser's locks: who asks while one is held gets none. */
function locks() {
  const held = new Set<string>()
  return {
    request: async (name: string, _: LockOptions, run: (lock: object | null) => Promise<void>) => {
      if (held.has(name)) return run(null)
      held.add(name)
      try {
        await run({ name })
      } finally {
        held.delete(name)
      }
    },
  }
}

test('on a secure page the lock says who sends: each edit goes once, and the next one finds it free', async () => {
  vi.stubGlobal('navigator', { ...navigator, locks: locks() })
  const [here, there] = [await tab(), await tab()]
  here.keepUnsent(edit('k1'), edit('k2'))
  there.openUnsent('usr_1')
  const sent: string[] = []
  const send = async ({ key }: Unsent): Promise<Outcome> => {
    sent.push(key)
    await new Promise(resolve => setTimeout(resolve, 5))
    return 'saved'
  }
  await Promise.all([here, there].map(one => one.flushUnsent('usr_1', send)))
  expect(sent).toEqual(['k1', 'k2'])
  there.keepUnsent(edit('k3'))
  await there.flushUnsent('usr_1', send)
  expect(sent).toEqual(['k1', 'k2', 'k3'])
  expect(Object.values(localStorage).join()).toBe('')
})
