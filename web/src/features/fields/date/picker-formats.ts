import { i18n } from '@/i18n/setup'
import { englishDay } from '@/lib/format'
import { type DateOrder, region } from '@/lib/region'

const FIGURES: Record<DateOrder, readonly string[]> = {
  month_first: ['M/D/YYYY'],
  day_first: ['D/M/YYYY'],
  unclear: [],
}

/** A picker tells lists apart by what they are, not by what stands in them: each is made once. */
const made = new Map<string, string[]>()

/** How a day, or a moment, stands in a picker; behind it what the picker itself takes while it is typed. */
export function pickerFormats(whole: boolean): string[] {
  const key = `${i18n.language}|${i18n.language === 'en' ? region().locale : ''}|${whole}`
  const formats = made.get(key) ?? formatsOf(whole)
  made.set(key, formats)
  return formats
}

function formatsOf(whole: boolean): string[] {
  const days =
    i18n.language === 'en' ? [englishDay(true), 'YYYY-MM-DD', ...FIGURES[region().order]] : ['YYYY-MM-DD']
  return whole ? days : days.map(day => `${day} HH:mm`)
}
