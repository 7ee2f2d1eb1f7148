import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { Button } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { ComparedBy } from './compared-by'

const RULES = ['skip', 'update', 'create'] as const

/** What happens to duplicates by rule; single rows may say otherwise in the list below. */
export function DuplicatesBar({ one, change }: { one: Import; change: (patch: ImportPatch) => void }) {
  const { t } = useTranslation()
  const own = Object.keys(one.row_rules ?? {})
  return (
    <div className="mx-6 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-13 max-md:mx-4">
      {one.mode !== 'update' && (
        <span className="flex flex-wrap items-center gap-2">
          <span className="text-fg-2">
            {t(one.mode === 'both' ? 'import:check.rule_both' : 'import:check.rule')}
          </span>
          <Segmented
            label={t('import:rules.duplicates')}
            value={one.duplicates}
            options={RULES.map(value => ({ value, label: t(`import:rule.${value}`) }))}
            onChange={duplicates => change({ duplicates })}
          />
        </span>
      )}
      {one.mode !== 'update' && <ComparedBy one={one} change={change} />}
      {own.length > 0 && (
        <span className="flex items-center gap-2 text-fg-2">
          {t('import:check.own_rules', { count: own.length })}
          <Button
            look="link"
            size="small"
            onClick={() => change({ row_rules: Object.fromEntries(own.map(row => [row, null])) })}
          >
            {t('import:check.forget_rules')}
          </Button>
        </span>
      )}
      {one.duplicates_found.exact_only && (
        <span className="text-12 text-fg-3">{t('import:check.exact_only')}</span>
      )}
    </div>
  )
}
