import { Search } from 'lucide-react'
import { useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { codeText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { trapTab } from '@/ui/focus'
import { useLayer } from '@/ui/layers'

interface PaletteDoorProps {
  text: string
  /** The palette's code could not be fetched. */
  failed: boolean
  onText: (text: string) => void
  onComposing: (composing: boolean) => void
  onRetry: () => void
  onClose: () => void
}

/** The palette's field alone, in the place where the palette will stand. */
export function PaletteDoor({ text, failed, onText, onComposing, onRetry, onClose }: PaletteDoorProps) {
  const { t } = useTranslation()
  const panel = useRef<HTMLDivElement>(null)
  useLayer(true, onClose)
  return createPortal(
    <div className="fixed inset-0 z-[1150] flex items-start justify-center p-4 pt-[12vh] max-md:p-2">
      <div className="absolute inset-0 bg-scrim" onClick={onClose} aria-hidden="true" />
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-label={t('app:palette.label')}
        onKeyDown={event => trapTab(event, panel.current)}
        className="relative w-full max-w-[640px] overflow-hidden rounded-12 border border-line bg-raised shadow-3"
      >
        <div className="flex items-center gap-2.5 px-4">
          <Search size={16} className="text-fg-3" aria-hidden="true" />
          <input
            autoFocus
            aria-label={t('app:palette.label')}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={event => onText(event.target.value)}
            onCompositionStart={() => onComposing(true)}
            onCompositionEnd={() => onComposing(false)}
            placeholder={t('app:palette.placeholder')}
            className="h-12 w-full bg-transparent text-14 focus:outline-none"
          />
        </div>
        <p
          role="status"
          className="flex items-center justify-between gap-2 border-t border-line px-4 py-2 text-12 text-fg-3"
        >
          {failed ? codeText('offline') : t('app:loading')}
          {failed && (
            <Button size="small" onClick={onRetry}>
              {t('app:retry')}
            </Button>
          )}
        </p>
      </div>
    </div>,
    document.body,
  )
}
