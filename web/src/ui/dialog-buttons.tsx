import { useTranslation } from 'react-i18next'
import { problemText } from '@/lib/problem-text'
import { Button } from './button'

interface DialogButtonsProps {
  /** What the dialog does, in a word. */
  label: string
  onRun: () => void
  onCancel: () => void
  look?: 'primary' | 'danger'
  busy?: boolean
  disabled?: boolean
  /** Why it could not be done, where no field of the dialog says it. */
  error?: unknown
}

/** The foot of a dialog: away from it, or on with it; what went wrong stands beside. */
export function DialogButtons(props: DialogButtonsProps) {
  const { label, onRun, onCancel, look = 'primary', busy = false, disabled = false, error } = props
  const { t } = useTranslation()
  return (
    <>
      {Boolean(error) && (
        <p role="alert" className="mr-auto min-w-0 text-13 text-bad">
          {problemText(error)}
        </p>
      )}
      <Button onClick={onCancel}>{t('app:cancel')}</Button>
      <Button look={look} busy={busy} disabled={disabled} onClick={onRun}>
        {label}
      </Button>
    </>
  )
}
