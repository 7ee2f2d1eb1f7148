import type { Named, TakenBack } from '@/api/acts'
import type { HistoryItem } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { words } from './label'

interface Act {
  kind: string
  origin: string
  action?: Named | null | undefined
  undoes?: TakenBack | null | undefined
  /** The earlier state that it brought back. */
  restores?: { at?: string | null } | null | undefined
  /** Whose the records became, where nothing else was done: as the button says it. */
  handed?: string | null | undefined
  /** Changes in all, and the first records that they were of. */
  count?: number | undefined
  records?: readonly unknown[] | undefined
}

/** Whether several records were changed at once: of one, it may be two things that were. */
const isBulk = ({ kind, count = 1, records = [] }: Act): boolean =>
  kind === 'records_updated' || (kind === 'record_updated' && count > 1 && records.length !== 1)

/** What was done, as a noun: 修改, 分配, 转为客户, 导入. */
export function actName(act: Omit<Act, 'undoes'>): string {
  const { kind, origin, action, restores, handed } = act
  if (action) return words(action.name)
  if (restores) return i18n.t('acts:name.record_reverted')
  if (handed) return i18n.t(`acts:name.${handed}`)
  if (origin !== 'import' && isBulk(act)) return i18n.t('acts:name.bulk_updated')
  const name = origin === 'import' ? 'import' : kind.replace(/^records_/, 'record_')
  return i18n.t(`acts:name.${name}`, { defaultValue: i18n.t('acts:name.record_updated') })
}

/** What an undo took back, of as many records as it changed itself. */
const undoneBy = ({ count, records }: Act, undoes: TakenBack): Act => ({ ...undoes, count, records })

/** What taking an act back is called: that of an undo brings back what it undid. */
export function wayBackOf(act: Act): { what: string; redo: boolean } {
  const { origin, undoes } = act
  if (origin !== 'undo' || !undoes) return { what: actName(act), redo: false }
  return { what: actName(undoneBy(act, undoes)), redo: undoes.origin !== 'undo' }
}

/** An act in a few words; an undo says what it took back. */
export function actWords(act: Act): string {
  if (act.origin !== 'undo') return actName(act)
  if (!act.undoes) return i18n.t('acts:undid_something')
  const what = actName(undoneBy(act, act.undoes))
  return i18n.t(act.undoes.origin === 'undo' ? 'acts:redid' : 'acts:undid', { what })
}

/** Whose a record became by an entry of its history, where nothing else was done. */
export function handedOf({ kind, fields, actor }: HistoryItem): string | undefined {
  const owner = fields.find(part => part.field === 'owner')
  if (!owner || !/^records?_updated$/.test(kind)) return undefined
  if (fields.some(part => part.field !== 'owner' && part.field !== 'department')) return undefined
  if (owner.after === null || owner.after === undefined) return 'returned'
  return owner.after === actor.id ? 'claimed' : 'assigned'
}
