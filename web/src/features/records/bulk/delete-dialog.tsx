import { useTranslation } from 'react-i18next'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

/** Asks before many records go to the bin. */
export function DeleteDialog({
  count,
  onClose,
  onDelete,
}: {
  count: number
  onClose: () => void
  onDelete: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      open
      onClose={onClose}
      width={420}
      title={t('records:bulk.delete_title', { count, shown: plainNumber(count) })}
      footer={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="danger" data-autofocus="" onClick={onDelete}>
            {t('records:delete')}
          </Button>
        </>
      }
    >
      <p className="text-13 text-fg-2">{t('records:bulk.delete_hint')}</p>
    </Dialog>
  )
}
