import { CalendarClock, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '@/ui/button'
import { dueTime } from './due-time'
import { NextDate } from './next-date'

/** When to come back, said in the composer's foot. */
export function NextButton({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (next: string | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <NextDate value={value} onChange={onChange}>
        {trigger => (
          <Button
            look="quiet"
            size="small"
            icon={<CalendarClock size={14} />}
            className={value && 'text-accent!'}
            {...trigger}
          >
            {value ? t('records:composer.next', { when: dueTime(value) }) : t('records:composer.next_none')}
          </Button>
        )}
      </NextDate>
      {value && (
        <IconButton size="small" label={t('records:composer.no_next')} onClick={() => onChange(undefined)}>
          <X size={13} />
        </IconButton>
      )}
    </>
  )
}
