import { GitCompareArrows } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { IconButton } from '@/ui/button'

const CompareDialog = lazy(() => import('./compare-dialog').then(m => ({ default: m.CompareDialog })))

/** Opens the comparison of a record's versions. */
export function CompareButton(props: { form: Form; record: RecordFull; canEdit: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('timeline:compare.open')} onClick={() => setOpen(true)}>
        <GitCompareArrows size={15} />
      </IconButton>
      <Suspense fallback={null}>
        {open && <CompareDialog {...props} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
