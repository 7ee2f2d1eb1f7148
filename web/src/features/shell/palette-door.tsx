import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { codeText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { PaletteFrame } from './palette-frame'

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
  return (
    <PaletteFrame onClose={onClose}>
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
    </PaletteFrame>
  )
}
