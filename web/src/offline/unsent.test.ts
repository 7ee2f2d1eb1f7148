import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { flushUnsent, mayLead } from './flush-unsent'
import { laidOver, laidOverAnswer } from './keep-in-sight'
import {
  countUnsent,
  hasUnsent,
  isKept,
  keepUnsent,
  type Outcome,
  openUnsent,
  type Unsent,
  unsentOn,
  useUnsent,
  withdrawUnsent,
} from './unsent'
import { sendUnsent } from './use-unsent'

const edit = (key: string, values: Record<string, string>, person = 'usr_1', id = 'rec_1'): Unsent => ({
  key,
  person,
  form: 'lead',
  rev: 1,
  records: [{ id, title: '河滨机械', values, display: values, before: {}, beforeDisplay: {} }],
})
const keysNow = () => useUnsent.getState().edits.map(one => one.key)
/** The page was loaded anew, and this person signed in. */
const reload = (person: string) => {
  useUnsent.setState({ person: undefined, edits: [], full: false })
  openUnsent(person)
}

beforeEach(() => useUnsent.setState({ person: undefined, edits: [], full: false }))

test('what waits outlives the page, in the order it was made', () => {
  keepUnsent(edit('k1', { city: 'Ulm' }))
  keepUnsent(edit('k2', { city: 'Bonn' }), edit('k3', { name: 'x' }, 'usr_1', 'rec_2'))
  reload('usr_1')
  expect(keysNow()).toEqual(['k1', 'k2', 'k3'])
  expect(countUnsent(useUnsent.getState())).toBe(2)
  expect(unsentOn(useUnsent.getState(), 'rec_1')).toBe('city')
})

test('nobody sees or sends what a colleague left on the same machine', async () => {
  keepUnsent(edit('k1', { city: 'Ulm' }))
  reload('usr_2')
  expect(hasUnsent('rec_1')).toBe(false)
  const sent: string[] = []
  const send = async (one: Unsent): Promise<Outcome> => {
    sent.push(one.key)
    return 'saved'
  }
  await flushUnsent('usr_2', send)
  expect(sent).toEqual([])
  keepUnsent(edit('k2', { city: 'Kiel' }, 'usr_2'))
  reload('usr_1')
  await flushUnsent('usr_1', send)
  expect(sent).toEqual(['k1'])
  reload('usr_2')
  expect(keysNow()).toEqual(['k2'])
})

test('it is sent in order until the line breaks again, and goes on there', async () => {
  keepUnsent(edit('k1', { city: 'Ulm' }), edit('k2', { city: 'Bonn' }), edit('k3', { city: 'Kiel' }))
  const sent: string[] = []
  let up = 1
  const send = async (one: Unsent): Promise<Outcome> => {
    if (up === 0) return 'unreached'
    up -= 1
    sent.push(one.key)
    return 'saved'
  }
  await flushUnsent('usr_1', send)
  expect(keysNow()).toEqual(['k2', 'k3'])
  up = 2
  await flushUnsent('usr_1', send)
  expect(sent).toEqual(['k1', 'k2', 'k3'])
  reload('usr_1')
  expect(keysNow()).toEqual([])
})

test('what another tab keeps is not lost by keeping one here', () => {
  openUnsent('usr_1')
  localStorage.setItem('clew.unsent', JSON.stringify([edit('k0', { city: 'Ulm' })]))
  keepUnsent(edit('k1', { city: 'Bonn' }))
  expect(keysNow()).toEqual(['k0', 'k1'])
})

test('what is taken back before it was sent is never sent', () => {
  keepUnsent(edit('k1', { city: 'Ulm' }), edit('k2', { city: 'Bonn' }))
  expect(withdrawUnsent(['k1', 'gone']).map(one => one.key)).toEqual(['k1'])
  reload('usr_1')
  expect(keysNow()).toEqual(['k2'])
})

test('a storage that keeps nothing keeps it for as long as the page is open, and says so', () => {
  const full = Storage.prototype.setItem
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  try {
    keepUnsent(edit('k1', { city: 'Ulm' }))
    keepUnsent(edit('k2', { city: 'Bonn' }))
    expect(keysNow()).toEqual(['k1', 'k2'])
    expect(isKept(useUnsent.getState())).toBe(false)
  } finally {
    Storage.prototype.setItem = full
  }
})

test('a sensitive value waits with the page and is written nowhere', () => {
  keepUnsent({ ...edit('k1', { id_card: '110101' }), secret: true }, edit('k2', { city: 'Ulm' }))
  expect(keysNow().sort()).toEqual(['k1', 'k2'])
  expect(isKept(useUnsent.getState())).toBe(false)
  expect(localStorage.getItem('clew.unsent')).not.toContain('110101')
  openUnsent('usr_1')
  expect(keysNow().sort()).toEqual(['k1', 'k2'])
  withdrawUnsent(['k1'])
  expect(isKept(useUnsent.getState())).toBe(true)
  reload('usr_1')
  expect(keysNow()).toEqual(['k2'])
})

test('of two tabs one sends; where it is gone the other takes over', () => {
  expect(mayLead(1000, 'a')).toBe(true)
  expect(mayLead(2000, 'b')).toBe(false)
  expect(mayLead(3000, 'a')).toBe(true)
  expect(mayLead(120_000, 'b')).toBe(true)
})

test('a tab that sends for minutes keeps the others out until it is done', async () => {
  localStorage.clear()
  vi.useFakeTimers()
  try {
    keepUnsent(edit('k1', { city: 'Ulm' }))
    const sent = flushUnsent(
      'usr_1',
      () => new Promise<Outcome>(resolve => setTimeout(() => resolve('saved'), 200_000)),
    )
    await vi.advanceTimersByTimeAsync(150_000)
    expect(mayLead(Date.now(), 'b')).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    await sent
    expect(mayLead(Date.now(), 'b')).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('kept edits are not sent in the session of a colleague', async () => {
  localStorage.clear()
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.pathname)
    return new Response('{"id":"usr_2"}', { headers: { 'Content-Type': 'application/json' } })
  })
  try {
    keepUnsent(edit('k1', { city: 'Ulm' }))
    await sendUnsent('usr_1', new QueryClient())
    expect([asked, keysNow()]).toEqual([['/api/v1/me'], ['k1']])
  } finally {
    vi.unstubAllGlobals()
  }
})

test('what waits stays in sight above an answer of the server', () => {
  const edits = [edit('k1', { city: 'Ulm' }), edit('k2', { city: 'Bonn' })]
  const row = { id: 'rec_1', rev: 3, values: { city: 'Kiel', name: 'x' }, display: { city: 'Kiel' } }
  const shown = laidOver(row, 'lead', edits)
  expect([shown.values, shown.display, shown.rev]).toEqual([{ city: 'Bonn', name: 'x' }, { city: 'Bonn' }, 3])
  expect(laidOver(row, 'deal', edits)).toBe(row)
  expect(laidOver(shown, 'lead', edits)).toBe(shown)
  const other = { ...row, id: 'rec_2' }
  expect(laidOverAnswer(['pages', 'lead', 'q', 0], [other, row], edits)).toEqual([other, shown])
  expect(laidOverAnswer(['pages', 'lead', 'q', 0], [other], edits)).toBeUndefined()
  expect(laidOverAnswer(['record', 'lead', 'rec_1', 'history'], row, edits)).toBeUndefined()
})
