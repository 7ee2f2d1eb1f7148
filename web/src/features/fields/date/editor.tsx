import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { fromWall, wall } from '@/lib/zone'
import { DatePicker } from '@/ui/antd/date-picker'
import { cx } from '@/ui/class-names'
import type { EditorProps } from '../kind-ui'

/** A day, or a moment when the field holds one. Typing 2026-11-21 works as well as picking. */
export function DateEditor({
  field,
  value,
  onChange,
  onCommit,
  mode,
  autoFocus,
  id,
  invalid,
  label,
}: EditorProps) {
  const { t } = useTranslation()
  const whole = field.kind.type === 'date'
  const inCell = mode === 'cell'
  return (
    <DatePicker
      {...(id ? { id } : {})}
      aria-label={label}
      className={cx('w-full', inCell && 'cell-antd')}
      variant={inCell ? 'borderless' : 'outlined'}
      status={invalid ? 'error' : ''}
      autoFocus={autoFocus ?? false}
      defaultOpen={inCell && (autoFocus ?? false)}
      showTime={whole ? false : { format: 'HH:mm', minuteStep: 5 }}
      format={whole ? 'YYYY-MM-DD' : 'YYYY-MM-DD HH:mm'}
      placeholder={whole ? t('fields:pick_date') : t('fields:pick_time')}
      value={typeof value === 'string' && value ? (whole ? dayjs(value) : wall(value)) : null}
      onChange={day => {
        const next = day ? (whole ? day.format('YYYY-MM-DD') : fromWall(day)) : null
        onChange(next)
        onCommit?.(next)
      }}
    />
  )
}
