import { useTranslation } from 'react-i18next'
import type { HistoryItem } from '@/api/types'
import { actName } from '@/lib/act-words'
import { fullTime } from '@/lib/format'
import { words } from '@/lib/label'
import { MadeLinks } from '@/ui/made-links'

export type ChangeKindShown =
  | 'created'
  | 'trashed'
  | 'restored'
  | 'reverted'
  | 'updated'
  | 'task'
  | 'acted'
  | 'undid'

/** What an entry is shown as. */
export function shownAs(change: HistoryItem): ChangeKindShown {
  if (change.action) return 'acted'
  if (change.undoes) return 'undid'
  if (change.restores) return 'reverted'
  if (change.kind.startsWith('task_')) return 'task'
  if (/creat/.test(change.kind)) return 'created'
  if (/trash|delet/.test(change.kind)) return 'trashed'
  return /restor/.test(change.kind) ? 'restored' : 'updated'
}

/** What became of a task. */
function taskTurn({ kind, task }: HistoryItem): string {
  if (kind === 'task_added') return 'added'
  if (kind === 'task_removed') return 'removed'
  return task?.finished ? 'finished' : task?.reopened ? 'reopened' : 'changed'
}

/** What happened, behind the name of who did it: an action by its name with what came of it, an undo with what it undid. */
export function ChangeLine({ change }: { change: HistoryItem }) {
  const { t } = useTranslation()
  const as = shownAs(change)
  if (change.action) {
    return (
      <>
        <span className="font-medium text-fg">{words(change.action.name)}</span>
        {change.action.made.length > 0 && (
          <>
            <span aria-hidden="true" className="text-fg-3">
              →
            </span>
            <MadeLinks made={change.action.made} />
          </>
        )}
      </>
    )
  }
  if (change.undoes) {
    const { actor, origin } = change.undoes
    const what = actName(change.undoes)
    const own = !actor.name || actor.id === change.actor.id
    return (
      <span>
        {origin === 'undo'
          ? t('acts:redid', { what })
          : own
            ? t('acts:undid', { what })
            : t('acts:undid_of', { name: actor.name, what })}
      </span>
    )
  }
  if (change.restores) {
    const since = change.restores.at
    return (
      <span>
        {since ? t('records:change.reverted_to', { when: fullTime(since) }) : t('records:change.reverted')}
      </span>
    )
  }
  return (
    <span className="text-fg-3">
      {as === 'task' ? t(`tasks:change.${taskTurn(change)}`) : t(`records:change.${as}`)}
    </span>
  )
}
