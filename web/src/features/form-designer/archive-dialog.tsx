import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryRecords } from '@/api/records'
import type { Field } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

/** Before a field goes out of use: how many records hold something in it. */
export function ArchiveDialog({
  form,
  field,
  onClose,
  onArchive,
}: {
  form: string
  field: Field
  onClose: () => void
  onArchive: () => void
}) {
  const { t } = useTranslation()
  const name = words(field.name)
  const held = useQuery({
    queryKey: ['counts', form, `held ${field.code}`],
    queryFn: () =>
      queryRecords(form, {
        filter: { field: field.code, op: 'not_empty' },
        fields: ['id'],
        size: 1,
        count: 'exact',
      }).then(answer => answer.count ?? 0),
    retry: false,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('designer:archive.title', { name })}
      width={440}
      footer={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="danger" data-autofocus="" onClick={onArchive}>
            {t('designer:field.archive')}
          </Button>
        </>
      }
    >
      <p className="text-14" role="status">
        {held.isError
          ? t('designer:archive.unknown')
          : held.data === undefined
            ? t('designer:archive.counting')
            : held.data === 0
              ? t('designer:archive.none')
              : t('designer:archive.held', { count: held.data, shown: plainNumber(held.data) })}
      </p>
      <p className="mt-2 text-13 text-fg-3">{t('designer:archive.hint')}</p>
    </Dialog>
  )
}
