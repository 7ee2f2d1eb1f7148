import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/ui/button'
import { useBringBack } from './use-bring-back'

interface RestoreButtonProps {
  form: string
  id: string
  title: string
  /** In a row the keyboard stays with the cells. */
  inRow?: boolean
}

/** Brings one record back from the bin. */
export function RestoreButton({ form, id, title, inRow }: RestoreButtonProps) {
  const { t } = useTranslation()
  const bringBack = useBringBack(form)
  const [busy, setBusy] = useState(false)
  return (
    <Button
      size={inRow ? 'small' : 'touch'}
      look={inRow ? 'quiet' : 'default'}
      icon={<RotateCcw size={inRow ? 13 : 16} aria-hidden="true" />}
      busy={busy}
      tabIndex={inRow ? -1 : undefined}
      aria-label={t('records:restore_named', { title })}
      onClick={() => {
        setBusy(true)
        void bringBack(id).finally(() => setBusy(false))
      }}
    >
      {t('records:restore')}
    </Button>
  )
}
