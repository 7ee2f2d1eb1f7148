import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { Arriving } from '@/ui/arriving'
import { IconButton } from '@/ui/button'
import { CompareDialog } from '../record-dialogs'

/** Opens the comparison of a record's versions. */
export function CompareButton(props: { form: Form; record: RecordFull; canEdit: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('timeline:compare.open')} onClick={() => setOpen(true)}>
        <GitCompareArrows size={15} />
      </IconButton>
      <Arriving>{open && <CompareDialog {...props} onClose={() => setOpen(false)} />}</Arriving>
    </>
  )
}
