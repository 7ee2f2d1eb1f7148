import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarMode } from '@/api/types'
import { titleOf } from '@/lib/day-titles'
import type { Day } from '@/lib/days'
import { CALENDAR_MODES } from '@/lib/days'
import { Button, IconButton } from '@/ui/button'
import { Segmented } from '@/ui/controls'

interface BarProps {
  mode: CalendarMode
  modes?: readonly CalendarMode[]
  day: Day
  days: readonly Day[]
  onStep: (by: 1 | -1) => void
  onToday: () => void
  onMode: (mode: CalendarMode) => void
  /** What else is said of these days, beside how much of them is seen. */
  children?: ReactNode
}

/** Where in time the calendar stands, and how much of it is seen. */
export function CalendarBar(props: BarProps) {
  const { mode, modes = CALENDAR_MODES, day, days, onStep, onToday, onMode, children } = props
  const { t } = useTranslation()
  return (
    // On a phone the title keeps its words: what finds no room beside it goes below.
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1 px-3">
      <Button size="small" onClick={onToday} className="max-md:px-2!">
        {t('calendar:today')}
      </Button>
      <IconButton
        label={t('calendar:previous')}
        onClick={() => onStep(-1)}
        className="ml-1 max-md:ml-0 max-md:h-11 max-md:w-9"
      >
        <ChevronLeft size={16} />
      </IconButton>
      <IconButton label={t('calendar:next')} onClick={() => onStep(1)} className="max-md:h-11 max-md:w-9">
        <ChevronRight size={16} />
      </IconButton>
      <h2
        className="ml-1.5 min-w-0 flex-[1_1_11rem] truncate text-14 font-semibold max-md:ml-0 max-md:flex-auto"
        aria-live="polite"
      >
        {titleOf(mode, day, days)}
      </h2>
      {children && <span className="flex min-w-0 max-md:order-1">{children}</span>}
      {modes.length > 1 && (
        <span className="shrink-0 whitespace-nowrap md:ml-auto">
          <Segmented
            label={t('calendar:mode.label')}
            value={mode}
            options={modes.map(value => ({ value, label: t(`calendar:mode.${value}`) }))}
            onChange={onMode}
          />
        </span>
      )}
    </div>
  )
}
