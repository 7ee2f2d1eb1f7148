import { useTranslation } from 'react-i18next'

interface MinutesInputProps {
  /** What took so long: a call unless it is said. */
  of?: 'call' | 'visit'
  value: string
  onChange: (text: string) => void
}

/** How long it took; named wherever it stands, for beside the next date a bare number would be read as one. */
export function MinutesInput({ of = 'call', value, onChange }: MinutesInputProps) {
  const { t } = useTranslation()
  return (
    <label className="flex shrink-0 items-center gap-1.5 text-12 text-fg-3 max-md:text-13">
      <span>{t(`records:composer.took.${of}`)}</span>
      <input
        type="text"
        inputMode="numeric"
        maxLength={4}
        aria-label={t(`records:composer.minutes_label.${of}`)}
        value={value}
        onChange={event => onChange(event.target.value.replace(/\D/g, ''))}
        className="tabular h-7 w-11 rounded-6 border border-line-strong bg-surface px-1.5 text-right text-12 text-fg focus:border-accent focus:outline-none max-md:h-11 max-md:w-14"
      />
      {t('records:composer.minutes')}
    </label>
  )
}
