import { useTranslation } from 'react-i18next'

/** That a new record does not begin empty, and the way to one that does. */
export function HeldLine({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-3 rounded-8 bg-subtle px-3 py-1.5 text-13 text-fg-2">
      {t('offline:typed.held')}
      <button
        type="button"
        onClick={onClear}
        className="font-medium text-accent underline-offset-2 hover:underline max-md:min-h-11"
      >
        {t('offline:typed.clear')}
      </button>
    </p>
  )
}
