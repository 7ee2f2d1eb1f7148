import { expect, test } from 'vitest'
import type { HistoryItem } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { actName, actWords, handedOf, wayBackOf } from './act-words'

const edit = { kind: 'record_updated', origin: 'web' }
const undid = {
  seq: 1,
  at: '2026-11-22T01:00:00Z',
  actor: { id: 'usr_1', name: '李强' },
  origin: 'web',
  kind: 'record_updated',
}

test('an act is called what the button said', async () => {
  const names = () => [
    actName({ ...edit, handed: 'assigned' }),
    actName({ ...edit, handed: 'claimed' }),
    actName({ ...edit, handed: 'returned' }),
    actName({ ...edit, count: 104, records: [{}, {}, {}] }),
    actName({ ...edit, count: 2, records: [{}] }),
    actName({ ...edit, kind: 'records_updated' }),
    actName({ kind: 'activity_added', origin: 'web', count: 2, records: [{}] }),
  ]
  expect(names()).toEqual(['分配', '领取', '退回', '批量编辑', '修改', '批量编辑', '写跟进'])
  await i18n.changeLanguage('en')
  expect(names().slice(0, 4)).toEqual(['Assign', 'Claim', 'Return', 'Bulk edit'])
})

test('an undo says what it took back by the same name, and so does its way back', () => {
  const act = { kind: 'record_updated', origin: 'undo', count: 104, records: [{}, {}, {}] }
  expect(actWords({ ...act, undoes: { ...undid, handed: 'assigned' } })).toBe('撤销了“分配”')
  expect(wayBackOf({ ...act, undoes: undid })).toEqual({ what: '批量编辑', redo: true })
})

test('an entry of the history that only changes whose a record is has the name of that', () => {
  const owner = (after: string | null) => ({ field: 'owner', before: 'usr_2', after })
  const entry = (fields: { field: string }[]) =>
    ({ kind: 'record_updated', actor: undid.actor, fields }) as unknown as HistoryItem
  expect(handedOf(entry([owner('usr_3'), { field: 'department' }]))).toBe('assigned')
  expect(handedOf(entry([owner('usr_1')]))).toBe('claimed')
  expect(handedOf(entry([owner(null)]))).toBe('returned')
  expect(handedOf(entry([owner('usr_3'), { field: 'status' }]))).toBeUndefined()
})
