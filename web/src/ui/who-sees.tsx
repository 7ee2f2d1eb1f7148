import { useTranslation } from 'react-i18next'
import { Segmented } from './controls'

/** Which of a new form's records members see. */
export type Sees = 'all' | 'department' | 'own'

const CHOICES: readonly Sees[] = ['all', 'department', 'own']

/** Who sees the records of a form that is made; only administrators are asked. */
export function WhoSees({ value, onChange }: { value: Sees; onChange: (next: Sees) => void }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span className="text-13 text-fg-2">{t('app:sees.title')}</span>
      <Segmented
        label={t('app:sees.title')}
        value={value}
        options={CHOICES.map(choice => ({ value: choice, label: t(`app:sees.${choice}`) }))}
        onChange={onChange}
      />
      <p className="text-12 text-fg-3">{t(`app:sees.${value}_hint`)}</p>
    </div>
  )
}
