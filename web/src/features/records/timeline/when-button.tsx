import { Clock, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MomentInput } from '@/features/fields/date/moment-input'
import { fullTime } from '@/lib/format'
import { usePhone } from '@/lib/use-media'
import { Button, IconButton } from '@/ui/button'
import { Popover } from '@/ui/popover'

/** When it happened: now, unless somebody writes it down later. */
export function WhenButton({
  value,
  onChange,
  fixed = false,
}: {
  value: string | undefined
  onChange: (at: string | undefined) => void
  /** It stands already: there is no way back to now. */
  fixed?: boolean
}) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      {value || phone ? (
        <Button
          ref={setAnchor}
          look="quiet"
          size="small"
          icon={<Clock size={14} />}
          className={value && 'text-accent!'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {value ? t('timeline:when.at', { when: fullTime(value) }) : t('timeline:when.now')}
        </Button>
      ) : (
        // Mostly it is now: not worth the room.
        <IconButton
          ref={setAnchor}
          size="small"
          label={t('timeline:when.now')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Clock size={14} />
        </IconButton>
      )}
      {value && !fixed && (
        <IconButton size="small" label={t('timeline:when.reset')} onClick={() => onChange(undefined)}>
          <X size={13} />
        </IconButton>
      )}
      <Popover
        open={open}
        anchor={anchor}
        onClose={() => setOpen(false)}
        label={t('timeline:when.label')}
        width={232}
      >
        <div className="p-2">
          <MomentInput
            label={t('timeline:when.label')}
            value={value}
            onChange={next => {
              if (!next) return
              // What is still to come is no follow-up yet.
              const late = Date.parse(next) > Date.now()
              onChange(late ? (fixed ? new Date().toISOString() : undefined) : next)
              // On the phone every turn of the wheel is a change.
              if (!phone) setOpen(false)
            }}
          />
        </div>
      </Popover>
    </>
  )
}
