/** Currencies that are offered first. */
const FIRST = ['CNY', 'USD', 'EUR', 'HKD', 'TWD', 'SGD', 'JPY', 'GBP']

/** The others that the server knows, by their ISO 4217 codes. */
const OTHERS =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TZS UAH UGX UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'

/** All to choose from, this one too where nobody else knows it. */
export const currencies = (chosen: string): string[] => [
  ...new Set([...FIRST, ...OTHERS.split(' '), ...(chosen ? [chosen] : [])]),
]

/** `新加坡元 SGD`: by its name and by its code. */
export function currencyText(code: string, language: string): string {
  try {
    const name = new Intl.DisplayNames([language], { type: 'currency' }).of(code)
    return name && name !== code ? `${name} ${code}` : code
  } catch {
    return code
  }
}
