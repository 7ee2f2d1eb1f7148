import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeImport } from '@/api/imports'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { historyKey } from './history'

/** Leaving an import that was not run: kept for later with all that was decided, or thrown away. */
export function LeaveImport({ id, list }: { id: string; list: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useWrite({
    mutationFn: () => removeImport(id),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: historyKey })
      go(list)
    },
  })
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('import:leave.action')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('import:leave.title')}
        width={440}
        footer={
          <>
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t('import:leave.drop')}
            </Button>
            <Button look="primary" onClick={() => go(list)}>
              {t('import:leave.keep')}
            </Button>
          </>
        }
      >
        <p className="text-14 text-fg-2">{t('import:leave.hint')}</p>
      </Dialog>
    </>
  )
}
