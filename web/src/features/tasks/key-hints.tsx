import { useTranslation } from 'react-i18next'
import { Kbd } from '@/ui/kbd'

const HINTS = [
  [['J', 'K'], 'move'],
  [['Space'], 'tick'],
  [['N'], 'new'],
  [['E'], 'edit'],
  [['Enter'], 'open'],
] as const

/** The keys of the list, in its foot. */
export function KeyHints() {
  const { t } = useTranslation()
  return (
    <footer className="flex h-9 shrink-0 items-center justify-end gap-4 border-t border-line px-4 text-12 text-fg-3">
      {HINTS.map(([keys, what]) => (
        <span key={what} className="flex items-center gap-1">
          {keys.map(key => (
            <Kbd key={key} keys={key} />
          ))}
          {t(`tasks:keys.${what}`)}
        </span>
      ))}
    </footer>
  )
}
