import { describe, expect, test } from 'vitest'
import type { LiveEvent } from '@/api/types'
import { coalesce, gatherFor } from './coalesce'

const nobody = { isSaving: () => false, seqOf: () => 0 }
const change = (record: string, seq: number): LiveEvent => ({ type: 'change', form: 'lead', record, seq })

describe('live events', () => {
  test('about one record refresh it and its list once', () => {
    const { refresh } = coalesce([change('rec_1', 1), change('rec_1', 2), change('rec_1', 3)], nobody)
    expect(refresh.records).toEqual([{ form: 'lead', id: 'rec_1' }])
    expect(refresh.forms).toEqual(['lead'])
  })
  test('about open work refresh tasks and nothing else', () => {
    const { refresh } = coalesce([{ type: 'tasks', seq: 5 }], nobody)
    expect(refresh).toMatchObject({ tasks: true, notices: false, forms: [], records: [] })
  })
  test('about another sight refresh what is held of records', () => {
    const { refresh } = coalesce([{ type: 'sight', seq: 5 }], nobody)
    expect(refresh).toMatchObject({ sight: true, catalog: false, everything: false })
  })
  test('that echo our own write leave the list where it is', () => {
    const { refresh } = coalesce([change('rec_1', 7)], { ...nobody, seqOf: () => 7 })
    expect(refresh.forms).toEqual([])
    expect(refresh.records).toEqual([{ form: 'lead', id: 'rec_1' }])
  })
  test('by somebody else after our own write refresh the list', () => {
    expect(coalesce([change('rec_1', 8)], { ...nobody, seqOf: () => 7 }).refresh.forms).toEqual(['lead'])
  })
  test('wait while the record is being saved', () => {
    const event = change('rec_1', 9)
    const { refresh, later } = coalesce([event, change('rec_2', 10)], {
      ...nobody,
      isSaving: id => id === 'rec_1',
    })
    expect(later).toEqual([event])
    expect(refresh.records).toEqual([{ form: 'lead', id: 'rec_2' }])
  })
  test('about a record that left our sight say so', () => {
    const { refresh } = coalesce([{ type: 'gone', form: 'lead', record: 'rec_1', seq: 3 }], nobody)
    expect(refresh.gone).toEqual([{ form: 'lead', id: 'rec_1' }])
    expect(refresh.forms).toEqual(['lead'])
  })
  test('about a whole form refresh its lists', () => {
    expect(coalesce([{ type: 'change', form: 'lead', seq: 4 }], nobody).refresh).toMatchObject({
      forms: ['lead'],
      records: [],
    })
  })
  test('about a job at work say how far it is, the last one only', () => {
    const at = (done: number): LiveEvent => ({ type: 'job', id: 'job_1', done, total: 9 })
    const { refresh } = coalesce([at(1), at(2)], nobody)
    expect(refresh.progress).toEqual([{ id: 'job_1', done: 2, total: 9 }])
    expect(refresh.jobs).toEqual([])
  })
  test('about a job that ended fetch it, whatever it told before', () => {
    const events: LiveEvent[] = [
      { type: 'job', id: 'job_1', done: 9, total: 9 },
      { type: 'job', id: 'job_1' },
    ]
    expect(coalesce(events, nobody).refresh).toMatchObject({ jobs: ['job_1'], progress: [] })
  })
  test('after a cut stream refresh everything', () => {
    expect(coalesce([{ type: 'reset' }], nobody).refresh.everything).toBe(true)
  })
  test('are gathered longer while an import pours in', () => {
    expect(gatherFor(1)).toBeLessThan(500)
    expect(gatherFor(500)).toBeGreaterThan(1000)
  })
})
