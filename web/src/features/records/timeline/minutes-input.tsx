import { useTranslation } from 'react-i18next'

/** How long it took. */
export function MinutesInput({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <label className="flex shrink-0 items-center gap-1 text-12 text-fg-3">
      <span className="max-[400px]:hidden">{t('records:composer.took')}</span>
      <input
        type="text"
        inputMode="numeric"
        maxLength={4}
        aria-label={t('records:composer.minutes_label')}
        value={value}
        onChange={event => onChange(event.target.value.replace(/\D/g, ''))}
        className="tabular h-7 w-11 rounded-6 border border-line-strong bg-surface px-1.5 text-right text-12 text-fg focus:border-accent focus:outline-none max-md:h-11 max-md:w-14"
      />
      {t('records:composer.minutes')}
    </label>
  )
}
