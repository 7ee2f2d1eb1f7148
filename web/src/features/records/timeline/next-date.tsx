import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MomentInput } from '@/features/fields/date/moment-input'
import { relativeTime, weekdayWords } from '@/lib/format'
import { usePhone } from '@/lib/use-media'
import { fromWall } from '@/lib/zone'
import { PickList } from '@/ui/pick-list'
import { Popover } from '@/ui/popover'
import { quickDate, quickDates } from './next-dates'

interface NextDateProps {
  value: string | undefined
  onChange: (next: string) => void
  children: (trigger: {
    ref: (el: HTMLButtonElement | null) => void
    onClick: () => void
    'aria-expanded': boolean
  }) => ReactNode
}

/** When to follow up next: quick picks, or any moment. */
export function NextDate({ value, onChange, children }: NextDateProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      {children({ ref: setAnchor, onClick: () => setOpen(!open), 'aria-expanded': open })}
      <Popover
        open={open}
        anchor={anchor}
        onClose={() => setOpen(false)}
        label={t('records:composer.next_none')}
        width={232}
      >
        <div className="p-1">
          <PickList
            picks={quickDates().map(pick => {
              const day = quickDate(pick)
              return {
                key: pick,
                label: t(`records:quick.${pick}`),
                hint: weekdayWords(day),
                run: () => {
                  onChange(fromWall(day))
                  setOpen(false)
                },
              }
            })}
          />
          <div className="mt-1 flex flex-col gap-1 border-t border-line p-2 text-12 text-fg-3">
            <span aria-hidden="true">{t('records:quick.other')}</span>
            <MomentInput
              label={t('records:quick.other')}
              value={value}
              onChange={next => {
                if (!next) return
                onChange(next)
                // On the phone every turn of the wheel is a change.
                if (!phone) setOpen(false)
              }}
            />
          </div>
        </div>
      </Popover>
    </>
  )
}

interface QuickDatesProps {
  onPick: (next: string) => void
  /** The date that is cleared where none is picked. */
  ended?: string | undefined
}

/** The same picks as chips, where there is a thumb and no room for a menu, or where a date is about to be lost. */
export function QuickDates({ onPick, ended }: QuickDatesProps) {
  const { t } = useTranslation()
  return (
    <div className="border-t border-line px-2 py-2">
      {ended && (
        <p role="status" className="mb-1.5 px-1 text-12 text-warn">
          {t('records:composer.plan_ends', { when: relativeTime(ended) })}
        </p>
      )}
      <div className="no-scrollbar flex gap-2 overflow-x-auto">
        {quickDates().map(pick => (
          <button
            key={pick}
            type="button"
            onClick={() => onPick(fromWall(quickDate(pick)))}
            className="h-7 shrink-0 rounded-full border border-line-strong px-3 text-13 text-fg-2 hover:bg-hover max-md:h-11 max-md:px-3.5"
          >
            {t(`records:quick.${pick}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
