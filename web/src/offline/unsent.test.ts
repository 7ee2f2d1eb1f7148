import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { flushUnsent } from './flush-unsent'
import { laidOver, laidOverAnswer } from './keep-in-sight'
import {
  countUnsent,
  hasUnsent,
  isKept,
  keepUnsent,
  type Outcome,
  openUnsent,
  replaceUnsent,
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
  useUnsent.setState({ person: undefined, edits: [] })
  openUnsent(person)
}

beforeEach(() => useUnsent.setState({ person: undefined, edits: [] }))

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

test('what an earlier version kept in one list is carried over, ahead of what is kept now', () => {
  openUnsent('usr_1')
  localStorage.setItem(
    'clew.unsent',
    JSON.stringify([edit('k9', { city: 'Ulm' }), edit('k8', { city: 'Kiel' }), edit('k7', {}, 'usr_2')]),
  )
  keepUnsent(edit('k1', { city: 'Bonn' }))
  expect(keysNow()).toEqual(['k9', 'k8', 'k1'])
  expect(localStorage.getItem('clew.unsent')).toBeNull()
  reload('usr_2')
  expect(keysNow()).toEqual(['k7'])
})

test('what is left of a write keeps its place before what was made later', () => {
  keepUnsent(edit('k1', { city: 'Ulm' }))
  keepUnsent(edit('k2', { city: 'Bonn' }))
  replaceUnsent('k1', [edit('k9', { city: 'Ulm' }), edit('k8', { name: 'x' })])
  reload('usr_1')
  expect(keysNow()).toEqual(['k9', 'k8', 'k2'])
  replaceUnsent('gone', [edit('k3', { city: 'Kiel' })])
  expect(keysNow()).toEqual(['k9', 'k8', 'k2'])
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
  expect(Object.values(localStorage).join()).not.toContain('110101')
  openUnsent('usr_1')
  expect(keysNow().sort()).toEqual(['k1', 'k2'])
  withdrawUnsent(['k1'])
  expect(isKept(useUnsent.getState())).toBe(true)
  reload('usr_1')
  expect(keysNow()).toEqual(['k2'])
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
