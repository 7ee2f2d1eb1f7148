import { i18n } from '@/i18n/setup'
import { englishDay } from '@/lib/format'
import { region } from '@/lib/region'

const FIGURES = { month_first: ['M/D/YYYY'], day_first: ['D/M/YYYY'], unclear: [] }

/** How a day, or a moment, stands in a picker; behind it what the picker itself takes while it is typed. */
export function pickerFormats(whole: boolean): string[] {
  const days =
    i18n.language === 'en' ? [englishDay(true), 'YYYY-MM-DD', ...FIGURES[region().order]] : ['YYYY-MM-DD']
  return whole ? days : days.map(day => `${day} HH:mm`)
}
