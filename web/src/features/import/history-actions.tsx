import { Download, MessageSquareText, Redo2, Trash2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastImport } from '@/api/import-types'
import { failedRowsUrl, remarksUrl } from '@/api/imports'
import { usePhone } from '@/lib/use-media'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { stateOf } from './history'
import { fileNameOf } from './import-text'

interface HistoryActionsProps {
  one: PastImport
  onUndo: () => void
  onRedo: () => void
  onRemove: () => void
}

/** What can be done about an import: signs at the end of its line, on a phone buttons with words below it. */
export function HistoryActions({ one, onUndo, onRedo, onRemove }: HistoryActionsProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const name = fileNameOf(one.file.name)
  const file = (href: string, label: string, word: string, icon: ReactNode) => (
    <a
      key={href}
      href={href}
      download
      aria-label={label}
      title={word}
      className={cx(
        'inline-flex items-center justify-center gap-1.5',
        phone
          ? 'h-11 rounded-8 px-3 text-13 text-fg-2'
          : 'size-7 rounded-6 text-fg-2 hover:bg-hover hover:text-fg',
      )}
    >
      {icon}
      {phone && word}
    </a>
  )
  const act = (label: string, word: string, icon: ReactNode, run: () => void) =>
    phone ? (
      <Button
        key={word}
        look="quiet"
        size="touch"
        className="px-3! text-13!"
        aria-label={label}
        icon={icon}
        onClick={run}
      >
        {word}
      </Button>
    ) : (
      <IconButton key={word} label={label} onClick={run}>
        {icon}
      </IconButton>
    )
  const actions = [
    one.has_failed_rows &&
      file(
        failedRowsUrl(one.id),
        t('import:history.failed_rows', { name }),
        t('import:done.failed_rows'),
        <Download size={15} aria-hidden="true" />,
      ),
    one.has_noted_rows &&
      file(
        remarksUrl(one.id),
        t('import:history.remarks', { name }),
        t('import:done.remarks'),
        <MessageSquareText size={15} aria-hidden="true" />,
      ),
    one.can_undo && act(t('import:undo.of', { name }), t('import:undo.short'), <Undo2 size={15} />, onUndo),
    one.redo && act(t('import:redo.of', { name }), t('import:redo.short'), <Redo2 size={15} />, onRedo),
    stateOf(one) === 'draft' &&
      act(
        t('import:history.remove', { name }),
        t('import:history.remove_short'),
        <Trash2 size={15} />,
        onRemove,
      ),
  ].filter(Boolean)
  if (phone && actions.length === 0) return null
  return (
    <span
      className={cx(
        'relative z-[1] flex gap-1',
        phone ? '-mt-1 -ml-3 basis-full flex-wrap gap-0 pb-1 pl-[30px]' : 'min-w-[92px] justify-end',
      )}
    >
      {actions}
    </span>
  )
}
