import type { Named, TakenBack } from '@/api/acts'
import { i18n } from '@/i18n/setup'
import { words } from './label'

interface Act {
  kind: string
  origin: string
  action?: Named | null | undefined
  undoes?: TakenBack | null | undefined
  /** The earlier state that it brought back. */
  restores?: { at?: string | null } | null | undefined
}

/** What was done, as a noun: 修改, 转为客户, 导入. */
export function actName({ kind, origin, action, restores }: Omit<Act, 'undoes'>): string {
  if (action) return words(action.name)
  if (restores) return i18n.t('acts:name.record_reverted')
  const name = origin === 'import' ? 'import' : kind.replace(/^records_/, 'record_')
  return i18n.t(`acts:name.${name}`, { defaultValue: i18n.t('acts:name.record_updated') })
}

/** What taking an act back is called: that of an undo brings back what it undid. */
export function wayBackOf(act: Act): { what: string; redo: boolean } {
  const { origin, undoes } = act
  if (origin !== 'undo' || !undoes) return { what: actName(act), redo: false }
  return { what: actName(undoes), redo: undoes.origin !== 'undo' }
}

/** An act in a few words; an undo says what it took back. */
export function actWords(act: Act): string {
  if (act.origin !== 'undo') return actName(act)
  if (!act.undoes) return i18n.t('acts:undid_something')
  return i18n.t(act.undoes.origin === 'undo' ? 'acts:redid' : 'acts:undid', { what: actName(act.undoes) })
}
