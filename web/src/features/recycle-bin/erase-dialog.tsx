import { useTranslation } from 'react-i18next'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

interface EraseDialogProps {
  count: number
  /** How many of them are erased so far. */
  done: number
  busy: boolean
  onClose: () => void
  onErase: () => void
}

/** Says what erasing means before it happens. */
export function EraseDialog({ count, done, busy, onClose, onErase }: EraseDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open
      onClose={busy ? () => undefined : onClose}
      width={440}
      title={t('settings:bin.erase_title', { count })}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button look="danger" busy={busy} onClick={onErase}>
            {busy && count > 1 ? `${plainNumber(done)} / ${plainNumber(count)}` : t('settings:bin.erase')}
          </Button>
        </>
      }
    >
      <p className="text-14 text-fg-2">{t('settings:bin.erase_hint')}</p>
    </Dialog>
  )
}
