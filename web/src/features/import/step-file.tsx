import { CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import type { Form } from '@/api/types'
import { fileSize, plainNumber } from '@/lib/format'
import { Select } from '@/ui/antd/select'
import { CheckBox } from '@/ui/controls'
import { FitBar } from './fit-bar'
import { HeaderPicker } from './header-picker'
import { fileName, warningText } from './import-text'
import { RememberedBar } from './remembered-bar'
import { Rules } from './rules'
import { SheetPicker } from './sheet-picker'
import { TargetPicker } from './target-picker'

/** Names are the same in every language. */
const ENCODINGS: Record<string, string> = {
  utf8: 'UTF-8',
  gb18030: 'GBK / GB18030',
  big5: 'Big5',
  utf16_le: 'UTF-16',
  utf16_be: 'UTF-16 BE',
  shift_jis: 'Shift JIS',
  euc_kr: 'EUC-KR',
  windows1252: 'Windows-1252',
}

export interface StepProps {
  one: Import
  form: Form | undefined
  change: (patch: ImportPatch) => void
}

/** What was recognised, and where it shall go. */
export function StepFile(props: StepProps) {
  const { t } = useTranslation()
  const { one, change } = props
  const warnings = (one.warnings ?? []).map(warningText).filter(Boolean)
  const facts = [
    t(`import:format.${one.file.format}`),
    one.file.encoding ? (ENCODINGS[one.file.encoding] ?? one.file.encoding) : '',
    one.file.size > 0 ? fileSize(one.file.size) : '',
    t('import:shape', {
      rows: t('import:size.rows', { count: one.rows, shown: plainNumber(one.rows) }),
      columns: t('import:size.columns', { count: one.columns.length }),
    }),
  ]
  return (
    <div className="mx-auto flex w-full max-w-[880px] flex-col gap-7 px-6 py-6 max-md:px-4">
      <div className="flex items-start gap-3">
        <CircleCheck size={20} className="mt-px shrink-0 text-ok" aria-hidden="true" />
        <div className="min-w-0">
          <h2 className="truncate text-16 font-semibold">{fileName(one)}</h2>
          <p className="text-13 text-fg-3">{facts.filter(Boolean).join(' · ')}</p>
          {one.file.encoding && (
            <details className="mt-1 text-13 text-fg-3">
              <summary className="w-fit cursor-pointer hover:text-fg">{t('import:encoding.garbled')}</summary>
              <Select
                className="mt-1.5 w-56"
                aria-label={t('import:encoding.label')}
                value={one.file.encoding}
                options={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
                onChange={encoding => change({ encoding })}
              />
            </details>
          )}
          {warnings.map(text => (
            <p key={text} className="mt-1 flex items-start gap-1.5 text-13 text-fg-2">
              <Info size={14} className="mt-[3px] shrink-0 text-fg-3" aria-hidden="true" />
              {text}
            </p>
          ))}
          {one.formula_guard && (
            // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
            <label className="mt-1.5 flex items-start gap-2 text-13 text-fg-2">
              <CheckBox
                label={t('import:guard.label', { count: one.formula_guard.count })}
                checked={one.formula_guard.strip}
                onChange={strip_guard => change({ strip_guard })}
              />
              {t('import:guard.label', { count: one.formula_guard.count })}
            </label>
          )}
        </div>
      </div>
      <RememberedBar one={one} change={change} />
      <FitBar one={one} change={change} />
      <Section title={t('import:target.title')}>
        <TargetPicker {...props} />
      </Section>
      {one.sheets.filter(sheet => !sheet.internal).length > 1 && (
        <Section title={t('import:sheet.title')}>
          <SheetPicker {...props} />
        </Section>
      )}
      <Section title={t('import:header.title')} hint={t('import:header.hint')}>
        <HeaderPicker {...props} />
      </Section>
      {one.target.form !== null && (
        <Section title={t('import:rules.title')}>
          <Rules {...props} />
        </Section>
      )}
    </div>
  )
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-14 font-medium">{title}</h3>
      {hint && <p className="text-13 text-fg-3">{hint}</p>}
      <div className="mt-2.5">{children}</div>
    </section>
  )
}
