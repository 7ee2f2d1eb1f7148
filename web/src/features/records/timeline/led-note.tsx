import { useTranslation } from 'react-i18next'
import { PanelError } from '@/ui/states'
import type { useLedTo } from './use-led-to'

/** Tells where a link to a follow-up led, if not to the follow-up. */
export function LedNote({ sought, again }: Pick<ReturnType<typeof useLedTo>, 'sought' | 'again'>) {
  const { t } = useTranslation()
  if (sought?.is === 'failed')
    return <PanelError error={sought.error} onRetry={again} what={t('timeline:led_what')} />
  if (sought?.is !== 'missing' && sought?.is !== 'beyond') return null
  return (
    <p role="status" className="mb-3 rounded-8 bg-subtle px-3 py-2 text-13 text-fg-2">
      {t(sought.is === 'missing' ? 'timeline:led_missing' : 'timeline:led_beyond')}
    </p>
  )
}
