/** Digits after the point that amounts of a currency have. */
export function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** Where people count in a currency of which a browser's language tells the region. */
const BY_REGION: Record<string, string> = {
  AE: 'AED',
  AU: 'AUD',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  GB: 'GBP',
  HK: 'HKD',
  ID: 'IDR',
  IE: 'EUR',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  MO: 'MOP',
  MY: 'MYR',
  NZ: 'NZD',
  PH: 'PHP',
  SG: 'SGD',
  TH: 'THB',
  TW: 'TWD',
  VN: 'VND',
  ZA: 'ZAR',
}

/** Languages that one currency's people speak. */
const BY_LANGUAGE: Record<string, string> = { zh: 'CNY', ja: 'JPY', ko: 'KRW', th: 'THB', vi: 'VND' }

const EURO =
  /^Europe\/(Amsterdam|Athens|Berlin|Bratislava|Brussels|Dublin|Helsinki|Lisbon|Ljubljana|Luxembourg|Madrid|Malta|Paris|Riga|Rome|Tallinn|Vienna|Vilnius|Zagreb)$/

/** Zones of one country each, by the end of their names; those of several countries say nothing. */
const BY_ZONE: readonly [RegExp, string][] = [
  [/^Asia\/(Shanghai|Urumqi|Chongqing|Harbin)$/, 'CNY'],
  [/^Asia\/Hong_Kong$/, 'HKD'],
  [/^Asia\/Maca[uo]$/, 'MOP'],
  [/^Asia\/Taipei$/, 'TWD'],
  [/^Asia\/Singapore$/, 'SGD'],
  [/^Asia\/(Kuala_Lumpur|Kuching)$/, 'MYR'],
  [/^Asia\/(Kolkata|Calcutta)$/, 'INR'],
  [/^Asia\/Tokyo$/, 'JPY'],
  [/^Asia\/Seoul$/, 'KRW'],
  [/^Asia\/(Ho_Chi_Minh|Saigon)$/, 'VND'],
  [/^Asia\/Manila$/, 'PHP'],
  [/^Asia\/(Jakarta|Makassar|Jayapura|Pontianak)$/, 'IDR'],
  [/^Australia\//, 'AUD'],
  [/^Pacific\/Auckland$/, 'NZD'],
  [/^America\/(Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Regina|Montreal)$/, 'CAD'],
  [/^Europe\/London$/, 'GBP'],
  [EURO, 'EUR'],
]

/**
 * The currency that a company most likely counts in, by the browser of who sets it up. Everywhere browsers say `en-US`
 * because nobody changed it: there, and where no region is said, the clock tells more.
 */
export function likelyCurrency(language: string, zone: string): string {
  const [tongue = '', ...parts] = language.replaceAll('_', '-').split('-')
  const spoken = tongue.toLowerCase()
  const region = parts.find(part => /^[A-Za-z]{2}$/.test(part))?.toUpperCase()
  const traditional = parts.some(part => /^hant$/i.test(part)) ? 'TW' : undefined
  const here = region ?? traditional
  return (
    (here && BY_REGION[here]) ||
    BY_LANGUAGE[spoken] ||
    BY_ZONE.find(([name]) => name.test(zone))?.[1] ||
    'USD'
  )
}
