import { useTranslation } from 'react-i18next'
import { keyName } from '@/lib/keys'
import { Button } from '@/ui/button'

interface WritingEndProps {
  /** What the last button does, in words. */
  label: string
  ready: boolean
  busy: boolean
  onLeave: () => void
  onSend: () => void
}

/** How a text written in its place ends: given up, or sent. */
export function WritingEnd({ label, ready, busy, onLeave, onSend }: WritingEndProps) {
  const { t } = useTranslation()
  return (
    <span className="ml-auto flex gap-2">
      <Button look="quiet" size="small" onClick={onLeave}>
        {t('app:cancel')}
      </Button>
      <Button
        look="primary"
        size="small"
        disabled={!ready}
        busy={busy}
        title={keyName('mod+Enter')}
        onClick={onSend}
      >
        {label}
      </Button>
    </span>
  )
}
