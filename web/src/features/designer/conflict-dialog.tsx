import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

/** Somebody else saved this draft: look at theirs, or put this one over it. */
export function ConflictDialog({ onReload, onKeep }: { onReload: () => void; onKeep: () => Promise<void> }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const keep = async () => {
    setBusy(true)
    try {
      await onKeep()
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      onClose={() => undefined}
      title={t('designer:conflict.title')}
      width={460}
      footer={
        <>
          <Button busy={busy} onClick={() => void keep()}>
            {t('designer:conflict.keep')}
          </Button>
          <Button look="primary" data-autofocus="" onClick={onReload}>
            {t('designer:conflict.reload')}
          </Button>
        </>
      }
    >
      <p className="text-14">{t('designer:conflict.hint')}</p>
      {failure !== undefined && (
        <p role="alert" className="mt-2 text-13 text-bad">
          {problemText(failure)}
        </p>
      )}
    </Dialog>
  )
}
