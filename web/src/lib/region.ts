import { i18n } from '@/i18n/setup'
import { personZone } from './zone'

/** Which of two figures before a year is the day. `unclear`: neither is certain, so nobody guesses. */
export type DateOrder = 'day_first' | 'month_first' | 'unclear'

export interface Region {
  /** For `Intl`: en-SG. */
  locale: string
  order: DateOrder
}

/** English of no country: the day before the month's name, weeks from Monday. */
const ANYWHERE: Region = { locale: 'en-001', order: 'unclear' }

/** Whose clocks tell the country, where people write English dates: the last words of the zones' names. */
const CLOCKS =
  'SG Singapore,MY Kuala_Lumpur Kuching,HK Hong_Kong,MO Macau,IN Kolkata Calcutta,PK Karachi,PH Manila,AE Dubai,GB London,IE Dublin,NZ Auckland,ZA Johannesburg,NG Lagos,KE Nairobi,GH Accra,US New_York Chicago Denver Los_Angeles Phoenix Anchorage Boise Detroit Honolulu,CA Toronto Vancouver Edmonton Winnipeg Regina Halifax St_Johns'
/** Whole continents, and states; Europe as one. */
const WIDE = [
  ['150', /^Europe/],
  ['AU', /^Australia/],
  ['US', /^US\/|\/(Indiana|Kentucky|North_Dakota)\//],
] as const

function countryOf(zone: string): string | undefined {
  const name = zone.slice(zone.lastIndexOf('/') + 1)
  const own = CLOCKS.split(',').find(country => country.split(' ').indexOf(name) > 0)
  return own?.slice(0, 2) ?? WIDE.find(([, zones]) => zones.test(zone))?.[0]
}

/** How dates are written where the browser says that it stands, else where the clock does. */
export function regionOf(languages: readonly string[], zone: string): Region {
  return saidBy(languages) ?? english(countryOf(zone)) ?? ANYWHERE
}

function saidBy(languages: readonly string[]): Region | undefined {
  const first = languages[0]?.toLowerCase().startsWith('en')
  for (const language of languages) {
    const country = /^en(?:-[a-z]{4})?-([a-z]{2}|\d{3})\b/i.exec(language)?.[1]?.toUpperCase()
    // American behind another language is what browsers add by themselves: it says nothing of where they are.
    const region = country && (first || country !== 'US') ? english(country) : undefined
    if (region) return region
  }
  return undefined
}

function english(country: string | undefined): Region | undefined {
  const locale = `en-${country}`
  // Where the browser knows no English of the country it would fall back on the American.
  if (!country || new Intl.DateTimeFormat(locale).resolvedOptions().locale !== locale) return undefined
  const parts = (month: 'short' | 'numeric') =>
    new Intl.DateTimeFormat(locale, { year: 'numeric', month, day: 'numeric' })
      .formatToParts(0)
      .map(part => part.type)
  const named = parts('short')
  if (named.indexOf('day') < named.indexOf('month')) return { locale, order: 'day_first' }
  // In Canada the month is named before the day, and figures are written both ways.
  return { locale, order: parts('numeric')[0] === 'month' ? 'month_first' : 'unclear' }
}

let known: { of: string; region: Region } | undefined

/** The person's region, for English: Chinese dates are written in one way everywhere. */
export function region(): Region {
  const { languages = [], language } = globalThis.navigator ?? {}
  const said = languages.length > 0 || !language ? languages : [language]
  const of = `${said.join()}|${personZone()}`
  if (known?.of !== of) known = { of, region: regionOf(said, personZone()) }
  return known.region
}

/** The locale in which `Intl` tells days. */
export const dayLocale = (language: string = i18n.language): string =>
  language === 'en' ? region().locale : language

/** Whether a day stands before its month's name: 3 Dec. */
export const daysComeFirst = ({ locale, order }: Region = region()): boolean =>
  order === 'day_first' || locale === ANYWHERE.locale
