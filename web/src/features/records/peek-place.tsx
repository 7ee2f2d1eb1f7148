import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { IconButton } from '@/ui/button'
import { useLayer } from '@/ui/layers'
import { ErrorState } from '@/ui/states'

/** Where the record beside its list will stand, while the code for it comes: it can be closed, and tried again. */
export function PeekPlace({ again, onClose }: { again: (() => void) | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  useLayer(true, onClose, true)
  return (
    <aside
      aria-label={t('records:peek')}
      className="flex w-[440px] shrink-0 flex-col border-l border-line bg-surface"
    >
      <header className="flex h-11 shrink-0 items-center justify-end border-b border-line pl-4 pr-2">
        <IconButton label={t('app:close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      {again && <ErrorState error={new Problem(0, { code: 'offline' })} onRetry={again} />}
    </aside>
  )
}
