import { describe, expect, test } from 'vitest'
import { Problem } from '@/api/http'
import type { BatchCommand } from '@/api/records'
import { runChunked } from './chunked'
import { noteWrite } from './revisions'

const update = (id: string, values: Record<string, string>): BatchCommand => ({
  update: { id, rev: 1, values },
})
const many = (count: number) => Array.from({ length: count }, (_, at) => update(`r${at}`, { name: 'x' }))

/** A server that answers, and remembers what it was asked. */
function server(refuse: (commands: BatchCommand[], batch?: string) => Problem | undefined = () => undefined) {
  const asked: BatchCommand[][] = []
  const sent: { key: string; batch: string | undefined }[] = []
  return {
    asked,
    sent,
    write: async (_: string, commands: BatchCommand[], key: string, batch?: string) => {
      asked.push(commands)
      sent.push({ key, batch })
      const problem = refuse(commands, batch)
      if (problem) throw problem
      return { results: [], batch: batch ?? `b${asked.length}`, seq: asked.length }
    },
  }
}
const atBatch = (status: number, code: string) =>
  new Problem(status, { code, errors: [{ code, field: 'batch' }] })

describe('many commands', () => {
  test('go in requests of a bounded size, all of them one act', async () => {
    const { asked, sent, write } = server()
    const told: number[] = []
    const ran = await runChunked('lead', many(5), done => told.push(done) > 0, write, 2)
    expect(asked.map(part => part.length)).toEqual([2, 2, 1])
    expect(ran).toMatchObject({ batches: ['b1'], seq: 3, stopped: false })
    expect(sent.map(({ batch }) => batch)).toEqual([undefined, 'b1', 'b1'])
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3)
    expect(told).toEqual([2, 4, 5])
  })
  test('go on as another act where the first one is full', async () => {
    const { asked, sent, write } = server((_, batch) =>
      asked.length === 3 && batch ? atBatch(422, 'too_many') : undefined,
    )
    const ran = await runChunked('lead', many(4), undefined, write, 1)
    expect(ran.batches).toEqual(['b1', 'b4'])
    expect(sent.map(({ batch }) => batch)).toEqual([undefined, 'b1', 'b1', undefined, 'b4'])
    expect([sent[2]?.key === sent[3]?.key, ran.ids.length, ran.refused]).toEqual([false, 4, []])
  })
  test('begin another act before the server would call this one too large', async () => {
    const { asked, sent, write } = server()
    const ran = await runChunked('lead', many(4_100), undefined, write)
    expect(asked.map(part => part.length)).toEqual([500, 500, 500, 500, 500, 500, 500, 500, 100])
    expect(sent.map(({ batch }) => batch)).toEqual([
      undefined,
      ...['b1', 'b1', 'b1'],
      undefined,
      ...['b5', 'b5', 'b5'],
      undefined,
    ])
    expect(ran.batches).toEqual(['b1', 'b5', 'b9'])
  })
  test('end where the act was taken back meanwhile', async () => {
    const { asked, write } = server((_, batch) => (batch ? atBatch(409, 'cancelled') : undefined))
    const ran = await runChunked('lead', many(3), undefined, write, 1)
    expect([asked.length, ran.batches, ran.refused, ran.left]).toEqual([2, ['b1'], [], []])
    expect(ran.problem).toBeInstanceOf(Problem)
  })
  test('of which the line cut off the rest wait as parts of the same act', async () => {
    const { sent, write } = server((_, batch) =>
      batch ? new Problem(0, { code: 'unreachable' }) : undefined,
    )
    const ran = await runChunked('lead', many(3), undefined, write, 1)
    expect(ran.left.map(part => part.batch)).toEqual(['b1', 'b1'])
    expect(ran.left[0]?.key).toBe(sent[1]?.key)
  })
  test('stop between two requests, and say so', async () => {
    const { asked, write } = server()
    const ran = await runChunked('lead', many(5), () => false, write, 2)
    expect([asked.length, ran.stopped, ran.ids.length]).toEqual([1, true, 2])
  })
  test('that are done when the stop comes are not called stopped', async () => {
    const ran = await runChunked('lead', many(2), () => false, server().write, 2)
    expect(ran.stopped).toBe(false)
  })
  test('are sent again without a refused cell, and the cell is told', async () => {
    const wrong = (commands: BatchCommand[]) =>
      commands.some(c => 'update' in c && 'phone' in c.update.values)
        ? new Problem(422, { code: 'invalid', errors: [{ code: 'bad_phone', field: 'commands.1.phone' }] })
        : undefined
    const { asked, write } = server(wrong)
    const ran = await runChunked(
      'lead',
      [update('a', { name: '1' }), update('b', { name: '2', phone: '?' })],
      undefined,
      write,
    )
    expect(asked[1]).toEqual([update('a', { name: '1' }), update('b', { name: '2' })])
    expect(ran.refused).toEqual([{ id: 'b', field: 'phone', code: 'bad_phone', params: undefined }])
    expect(ran.batches).toEqual(['b2'])
  })
  test('leave out a record whose only cell was refused, also where the refusal is not numbered', async () => {
    const { asked, write } = server(
      () => new Problem(422, { code: 'invalid', errors: [{ code: 'required', field: 'name' }] }),
    )
    const ran = await runChunked('lead', [update('a', { name: '' })], undefined, write)
    expect([asked.length, ran.ids, ran.refused.length]).toEqual([1, [], 1])
  })
  test('keep what somebody else changed meanwhile, and save the rest of the record', async () => {
    const error = { code: 'conflict', field: 'commands.0', params: { fields: ['name'], rev: 3 } }
    const theirs = (commands: BatchCommand[]) =>
      commands.some(c => 'update' in c && 'name' in c.update.values)
        ? new Problem(409, { code: 'conflict', errors: [error] })
        : undefined
    const { asked, write } = server(theirs)
    const ran = await runChunked(
      'lead',
      [update('a', { name: '1', phone: '2' }), update('b', { phone: '3' })],
      undefined,
      write,
    )
    expect(asked[1]).toEqual([update('a', { phone: '2' }), update('b', { phone: '3' })])
    expect(ran.refused.map(cell => [cell.id, cell.field, cell.code])).toEqual([['a', 'name', 'conflict']])
  })
  test('end with the problem when the server does not say which of them it means', async () => {
    const ran = await runChunked(
      'lead',
      many(2),
      undefined,
      server(() => new Problem(403, { code: 'forbidden' })).write,
    )
    expect(ran.problem).toBeInstanceOf(Problem)
  })
  test('are based on what this tab wrote, and never on what others wrote unseen', async () => {
    noteWrite('z', 1, 2, ['name'])
    noteWrite('z', 2, 5, ['name'])
    const { asked, write } = server()
    await runChunked('lead', [update('z', { name: 'x' }), update('z', { phone: '1' })], undefined, write)
    expect(asked[0]).toEqual([
      { update: { id: 'z', rev: 5, values: { name: 'x' } } },
      { update: { id: 'z', rev: 2, values: { phone: '1' } } },
    ])
  })
})
