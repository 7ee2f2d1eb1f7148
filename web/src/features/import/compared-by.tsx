import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { CheckBox } from '@/ui/controls'
import { comparedBy, withCompared } from './compared'

/** By what rows are compared with each other and with stored records: as many of these as one wants. */
export function ComparedBy({ one, change }: { one: Import; change: (patch: ImportPatch) => void }) {
  const { t } = useTranslation()
  const { comparable = [] } = one
  const by = comparedBy(one)
  if (comparable.length === 0) return null
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
      <legend className="float-left mr-4 text-fg-2 max-md:float-none max-md:mr-0">
        {t('import:compared.label')}
      </legend>
      {comparable.map(sign => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
        <label key={sign} className="flex items-center gap-2 max-md:min-h-11">
          <CheckBox
            label={t(`import:check.by.${sign}`)}
            checked={by.includes(sign)}
            onChange={on => change({ compared: withCompared(one, sign, on) })}
          />
          {t(`import:check.by.${sign}`)}
        </label>
      ))}
    </fieldset>
  )
}
