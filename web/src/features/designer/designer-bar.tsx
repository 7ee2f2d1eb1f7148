import { ArrowLeft, Redo2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keyName } from '@/lib/keys'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { type Designer, saveState, useDesignerState } from './store'

interface DesignerBarProps<Doc> {
  designer: Designer<Doc>
  name: string
  onBack: () => void
  onSave: () => void
  /** Why the last save did not go through. */
  reason?: string | undefined
  center?: ReactNode
  /** Between redo and publish. */
  tools?: ReactNode
  onPublish: () => void
  canPublish: boolean
}

/** The 48 px bar of a designer: where one is, whether it is saved, undo, and publishing. */
export function DesignerBar<Doc>({
  designer,
  name,
  onBack,
  onSave,
  reason,
  center,
  tools,
  onPublish,
  canPublish,
}: DesignerBarProps<Doc>) {
  const { t } = useTranslation()
  const undoLabel = useDesignerState(designer, state => state.history.past.at(-1)?.label)
  const redoLabel = useDesignerState(designer, state => state.history.future[0]?.label)
  const titleOf = (verb: string, label: string | undefined, keys: string) =>
    `${verb}${label ? ` · ${t(`designer:edit.${label}`)}` : ''} ${keyName(keys)}`
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-2.5">
      <div className="flex min-w-0 flex-1 items-center gap-1.5">
        <IconButton label={t('app:back')} onClick={onBack}>
          <ArrowLeft size={16} />
        </IconButton>
        <h1 className="min-w-0 truncate text-14 font-semibold">{name}</h1>
        <SaveNote designer={designer} onSave={onSave} reason={reason} />
      </div>
      {center}
      <div className="flex flex-1 items-center justify-end gap-1.5">
        <IconButton
          label={titleOf(t('app:undo'), undoLabel, 'mod+Z')}
          disabled={undoLabel === undefined}
          onClick={designer.undo}
        >
          <Undo2 size={16} />
        </IconButton>
        <IconButton
          label={titleOf(t('designer:redo'), redoLabel, 'mod+Shift+Z')}
          disabled={redoLabel === undefined}
          onClick={designer.redo}
        >
          <Redo2 size={16} />
        </IconButton>
        {tools}
        <Button look="primary" disabled={!canPublish} onClick={onPublish}>
          {t('designer:publish.action')}
        </Button>
      </div>
    </header>
  )
}

function SaveNote<Doc>({
  designer,
  onSave,
  reason,
}: {
  designer: Designer<Doc>
  onSave: () => void
  reason: string | undefined
}) {
  const { t } = useTranslation()
  const state = useDesignerState(designer, saveState)
  const draft = useDesignerState(designer, s => s.revision > 0)
  const said = state === 'saved' && !draft ? t('designer:save.published') : t(`designer:save.${state}`)
  const text = state === 'failed' && reason ? t('designer:save.failed_why', { reason }) : said
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-12 text-fg-3" role="status">
      <span className={cx('truncate', state === 'failed' && 'text-bad')} title={text}>
        {text}
      </span>
      {state === 'failed' && (
        <Button look="link" size="small" onClick={onSave}>
          {t('app:retry')}
        </Button>
      )}
    </span>
  )
}
