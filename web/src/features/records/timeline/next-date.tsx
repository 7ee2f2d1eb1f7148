import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromWall, wall } from '@/lib/zone'
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

/** When to follow up next: four quick picks, or any moment. */
export function NextDate({ value, onChange, children }: NextDateProps) {
  const { t } = useTranslation()
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
          {quickDates().map(pick => {
            const day = quickDate(pick)
            return (
              <button
                key={pick}
                type="button"
                onClick={() => {
                  onChange(fromWall(day))
                  setOpen(false)
                }}
                className="flex h-[30px] w-full items-center rounded-6 px-2 text-13 hover:bg-hover max-md:h-11"
              >
                {t(`records:quick.${pick}`)}
                <span className="tabular ml-auto text-12 text-fg-3">
                  {day.format('MM-DD')} {t(`app:weekday.${day.day()}`)}
                </span>
              </button>
            )
          })}
          <label className="mt-1 flex flex-col gap-1 border-t border-line p-2 text-12 text-fg-3">
            {t('records:quick.other')}
            <input
              type="datetime-local"
              className="field-control"
              value={value ? wall(value).format('YYYY-MM-DDTHH:mm') : ''}
              onChange={event => event.target.value && onChange(fromWall(dayjs(event.target.value)))}
            />
          </label>
        </div>
      </Popover>
    </>
  )
}

/** The same picks as chips, where there is a thumb and no room for a menu. */
export function QuickDates({ onPick }: { onPick: (next: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className="no-scrollbar flex gap-2 overflow-x-auto border-t border-line px-2 py-2">
      {quickDates().map(pick => (
        <button
          key={pick}
          type="button"
          onClick={() => onPick(fromWall(quickDate(pick)))}
          className="h-11 shrink-0 rounded-full border border-line-strong px-3.5 text-13 text-fg-2"
        >
          {t(`records:quick.${pick}`)}
        </button>
      ))}
    </div>
  )
}
