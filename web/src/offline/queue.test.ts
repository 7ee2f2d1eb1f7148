import { beforeEach, expect, test } from 'vitest'
import { type Draft, dropDraft, keepDraft, rereadQueue, resolved, stageSays, useQueue } from './queue'

const DRAFT: Draft = {
  key: 'k1',
  person: 'usr_1',
  form: 'deal',
  record: 'rec_1',
  title: '河滨机械',
  body: { kind: 'visit', text: '谈了价格', values: { stage: 'offer' } },
  stage: { field: 'stage', held: 'new' },
}

beforeEach(() => {
  localStorage.clear()
  rereadQueue()
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
