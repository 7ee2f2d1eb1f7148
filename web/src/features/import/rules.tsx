import { useTranslation } from 'react-i18next'
import type { DuplicateRule, Import, ImportMode, Unowned } from '@/api/import-types'
import type { Field } from '@/api/types'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { cx } from '@/ui/class-names'
import { Labelled, Segmented } from '@/ui/controls'
import { blockerText } from './blocker-text'
import { ComparedBy } from './compared-by'
import { blockers, targetKey } from './mapping'
import type { StepProps } from './step-file'

const MODES: ImportMode[] = ['new', 'update', 'both']
const RULES: DuplicateRule[] = ['skip', 'update', 'create']
const UNOWNED: Unowned[] = ['nobody', 'me']
const KEY_KINDS = ['text', 'phone', 'email', 'url', 'number', 'auto_number']

/** New records, changes of known ones, or both; and what happens to duplicates. */
export function Rules({ one, form, change }: StepProps) {
  const { t } = useTranslation()
  const keyFields = (form?.fields ?? []).filter(f => !f.archived && KEY_KINDS.includes(f.kind.type))
  const setMode = (mode: ImportMode) =>
    change({
      mode,
      ...(mode !== 'new' && one.key.length === 0 ? { key: usualKey(one, keyFields, form?.title) } : {}),
    })
  const keyProblem = blockers(one, form).find(b => b.code === 'no_key' || b.code === 'key_not_mapped')
  return (
    <div className="flex flex-col gap-4">
      <Cards
        label={t('import:rules.mode')}
        value={one.mode}
        options={MODES.map(mode => ({
          value: mode,
          title: t(`import:mode.${mode}`),
          hint: t(`import:mode_hint.${mode}`),
        }))}
        onChange={setMode}
      />
      {one.mode !== 'new' && (
        <div className="max-w-[440px]">
          <Labelled
            label={t('import:rules.key')}
            required
            help={t('import:rules.key_hint')}
            error={keyProblem && blockerText(keyProblem, form)}
          >
            {({ id }) => (
              <Select
                id={id}
                mode="multiple"
                className="w-full"
                aria-label={t('import:rules.key')}
                placeholder={t('fields:choose')}
                value={one.key}
                options={keyFields.map(field => ({ value: field.code, label: words(field.name) }))}
                onChange={key => change({ key })}
              />
            )}
          </Labelled>
        </div>
      )}
      {one.mode !== 'update' && (
        <Cards
          label={t(one.mode === 'both' ? 'import:rules.duplicates_both' : 'import:rules.duplicates')}
          value={one.duplicates}
          options={RULES.map(rule => ({
            value: rule,
            title: t(`import:rule.${rule}`),
            hint: t(`import:rule_hint.${rule}`),
          }))}
          onChange={duplicates => change({ duplicates })}
        />
      )}
      {one.mode !== 'update' && <ComparedBy one={one} change={change} />}
      {one.mode !== 'update' && (
        <div>
          <p className="mb-1.5 text-13 text-fg-2">{t('import:unowned.label')}</p>
          <Segmented
            label={t('import:unowned.label')}
            value={one.unowned ?? 'me'}
            options={UNOWNED.map(value => ({ value, label: t(`import:unowned.${value}`) }))}
            onChange={unowned => change({ unowned })}
          />
        </div>
      )}
    </div>
  )
}

/** What people know a record by, as far as a column fills it: what may not repeat, its name, its phone. */
function usualKey(one: Import, fields: Field[], title: string | undefined): string[] {
  const filled = fields.filter(field => one.columns.some(({ to }) => targetKey(to) === `field:${field.code}`))
  const best =
    filled.find(field => field.unique) ??
    filled.find(field => field.code === title) ??
    filled.find(field => field.kind.type === 'phone')
  return best ? [best.code] : []
}

function Cards<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: { value: T; title: string; hint: string }[]
  onChange: (next: T) => void
}) {
  return (
    <div>
      <p className="mb-1.5 text-13 text-fg-2">{label}</p>
      <div role="radiogroup" aria-label={label} className="grid grid-cols-3 gap-2 max-md:grid-cols-1">
        {options.map(option => (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={value === option.value}
            onClick={() => onChange(option.value)}
            className={cx(
              'flex flex-col items-start rounded-8 border px-3 py-2 text-left transition-colors',
              value === option.value
                ? 'border-accent bg-accent-soft/60 ring-1 ring-accent'
                : 'border-line-strong hover:bg-hover',
            )}
          >
            <span className="text-13 font-medium">{option.title}</span>
            <span className="text-12 text-fg-3">{option.hint}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
