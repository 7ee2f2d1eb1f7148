import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { plainNumber } from '@/lib/format'
import { cx } from '@/ui/class-names'
import type { StepProps } from './step-file'

/** The sheets of a workbook; hidden ones say so. */
export function SheetPicker({ one, change }: StepProps) {
  const { t } = useTranslation()
  return (
    <div role="radiogroup" aria-label={t('import:sheet.title')} className="flex flex-wrap gap-2">
      {one.sheets.map((sheet, index) =>
        sheet.internal ? null : (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: sheets are known by their place.
            key={index}
            type="button"
            role="radio"
            aria-checked={one.sheet === index}
            disabled={sheet.rows === 0}
            onClick={() => change({ sheet: index })}
            className={cx(
              'flex h-9 items-center gap-2 rounded-8 border px-3 text-13 disabled:opacity-50 max-md:h-11',
              one.sheet === index
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'border-line-strong bg-surface enabled:hover:bg-hover',
            )}
          >
            {sheet.hidden && <EyeOff size={13} aria-hidden="true" />}
            <span className="max-w-48 truncate">
              {sheet.name || t('import:sheet.number', { n: index + 1 })}
            </span>
            <span className={cx('tabular text-12', one.sheet === index ? 'text-accent' : 'text-fg-3')}>
              {sheet.hidden ? `${t('import:sheet.hidden')} · ` : ''}
              {t('import:sheet.rows', { count: sheet.rows, shown: plainNumber(sheet.rows) })}
            </span>
          </button>
        ),
      )}
    </div>
  )
}
