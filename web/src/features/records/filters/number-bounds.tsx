import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { NumberBox } from '@/features/fields/parts/filter-number'
import { words } from '@/lib/label'
import { boundsOf, rangeBetween } from './number-ranges'

interface NumberBoundsProps {
  field: Field
  /** The range that is asked for, where it is none of those on offer. */
  code: string | undefined
  onChange: (code: string | undefined) => void
}

/** At least, at most. */
export function NumberBounds({ field, code, onChange }: NumberBoundsProps) {
  const { t } = useTranslation()
  const { from, to } = boundsOf(code)
  const name = words(field.name)
  return (
    <div className="mb-1 flex items-center gap-1.5 px-1 text-13 text-fg-3">
      <span aria-hidden="true">{'≥'}</span>
      <NumberBox
        label={`${name} ${t('filters:op.ge')}`}
        value={from}
        small
        onDone={next => onChange(rangeBetween(next, to))}
      />
      <span aria-hidden="true">{'≤'}</span>
      <NumberBox
        label={`${name} ${t('filters:op.le')}`}
        value={to}
        small
        onDone={next => onChange(rangeBetween(from, next))}
      />
    </div>
  )
}
