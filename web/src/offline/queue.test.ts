import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Draft,
  dropDraft,
  editDraft,
  keepDraft,
  rereadQueue,
  resolved,
  stageSays,
  useQueue,
} from './queue'

const DRAFT: Draft = {
  key: 'k1',
  person: 'usr_1',
  form: 'deal',
  record: 'rec_1',
  title: '河滨机械',
  body: { kind: 'visit', text: '谈了价格', values: { stage: 'offer' } },
  stage: { field: 'stage', held: 'new' },
}

const write = Storage.prototype.setItem
beforeEach(() => {
  localStorage.clear()
  rereadQueue()
})
afterEach(() => {
  Storage.prototype.setItem = write
})

test('a draft outlives the page', () => {
  expect(keepDraft(DRAFT)).toBe(true)
  useQueue.setState({ drafts: [] })
  rereadQueue()
  expect(useQueue.getState().drafts).toMatchObject([DRAFT])
  dropDraft('k1')
  rereadQueue()
  expect(useQueue.getState().drafts).toEqual([])
})

test('what an earlier version kept in one list is carried over', () => {
  localStorage.setItem('clew.drafts.follow_ups', JSON.stringify([{ ...DRAFT, key: 'k0' }]))
  keepDraft(DRAFT)
  expect(useQueue.getState().drafts.map(draft => draft.key)).toEqual(['k0', 'k1'])
  expect(localStorage.getItem('clew.drafts.follow_ups')).toBeNull()
})

test('where there is no room to lay the old list out, what is changed in a draft stays changed', () => {
  const old = [1, 2].map(at => ({ ...DRAFT, key: `k${at}` }))
  localStorage.setItem('clew.drafts.follow_ups', JSON.stringify(old))
  Storage.prototype.setItem = function (...given) {
    if (given[0] === 'clew.drafts/k2') throw new DOMException('full', 'QuotaExceededError')
    write.apply(this, given)
  }
  rereadQueue()
  for (const key of ['k1', 'k2']) editDraft(key, draft => ({ ...draft, refused: 'gone' }))
  rereadQueue()
  expect(useQueue.getState().drafts.map(({ key, refused }) => [key, refused])).toEqual([
    ['k1', 'gone'],
    ['k2', 'gone'],
  ])
  dropDraft('k1')
  dropDraft('k2')
  expect(useQueue.getState().drafts).toEqual([])
})

test('a draft moves the stage that its writer saw', () => {
  expect(stageSays(DRAFT, 'new')).toBe('send')
  expect(stageSays({ ...DRAFT, stage: undefined } as unknown as Draft, 'won')).toBe('send')
})

test('a stage that an earlier try moved is no conflict', () => {
  expect(stageSays(DRAFT, 'offer')).toBe('send')
})

test('a stage that somebody else moved is asked about', () => {
  expect(stageSays(DRAFT, 'lost')).toBe('ask')
  expect(stageSays(DRAFT, null)).toBe('ask')
})

test('keeping mine moves it from theirs, and asks again if they move it once more', () => {
  const mine = resolved({ ...DRAFT, theirs: 'lost' }, 'mine')
  expect(mine.body.values).toEqual({ stage: 'offer' })
  expect(stageSays(mine, 'lost')).toBe('send')
  expect(stageSays(mine, 'won')).toBe('ask')
  expect(mine.theirs).toBeUndefined()
})

test('keeping theirs sends the words alone', () => {
  const theirs = resolved({ ...DRAFT, theirs: 'lost' }, 'theirs')
  expect(theirs.body).toEqual({ kind: 'visit', text: '谈了价格' })
  expect(stageSays(theirs, 'won')).toBe('send')
})
