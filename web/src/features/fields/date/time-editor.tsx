import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { TimePicker } from '@/ui/antd/time-picker'

export interface TimeProps {
  label: string
  /** 09:30, or empty. */
  value: string
  onChange: (value: string) => void
}

/** A time of day, picked or typed. */
export function TimeEditor({ label, value, onChange }: TimeProps) {
  const { t } = useTranslation()
  return (
    <TimePicker
      aria-label={label}
      className="w-full"
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      placeholder={t('fields:pick_clock')}
      value={value ? dayjs(`2000-01-01T${value}`) : null}
      onChange={time => onChange(time ? time.format('HH:mm') : '')}
    />
  )
}
