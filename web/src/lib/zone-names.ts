import { fitting } from './fit'
import { deviceZone, zones } from './zone'

/**
 * The usual zones: `zone | its cities in Chinese / others that go by it | the same in English`. Where browsers know a zone by
 * an older name as well, that stands behind. No browser tells the cities of a zone.
 */
const USUAL = `
Asia/Shanghai|上海、北京/广州、深圳、成都、杭州、重庆、南京、武汉、青岛、天津、西安、苏州、厦门|Shanghai, Beijing/Shenzhen, Guangzhou, Chengdu, Hangzhou, Qingdao
Asia/Hong_Kong|香港|Hong Kong
Asia/Macau|澳门|Macau/Macao
Asia/Taipei|台北/高雄|Taipei/Kaohsiung
Asia/Singapore|新加坡|Singapore
Asia/Tokyo|东京/大阪、名古屋|Tokyo/Osaka, Nagoya
Asia/Seoul|首尔/釜山|Seoul/Busan
America/New_York|纽约/华盛顿、波士顿、迈阿密、亚特兰大|New York/Washington, Boston, Miami, Atlanta
Europe/London|伦敦/曼彻斯特、爱丁堡|London/Manchester, Edinburgh
America/Los_Angeles|洛杉矶/旧金山、西雅图、圣何塞、圣地亚哥（美国）|Los Angeles/San Francisco, Seattle, San Jose, San Diego, Las Vegas
America/Chicago|芝加哥/休斯敦、达拉斯|Chicago/Houston, Dallas, Austin
Europe/Berlin|柏林/法兰克福、慕尼黑、汉堡|Berlin/Frankfurt, Munich, Hamburg
Europe/Paris|巴黎/里昂|Paris/Lyon
Asia/Dubai|迪拜/阿布扎比|Dubai/Abu Dhabi
Asia/Kuala_Lumpur|吉隆坡|Kuala Lumpur
Asia/Bangkok|曼谷|Bangkok
Asia/Ho_Chi_Minh,Asia/Saigon|胡志明市/河内|Ho Chi Minh City/Hanoi, Saigon
Asia/Jakarta|雅加达|Jakarta
Asia/Manila|马尼拉|Manila
Asia/Kolkata,Asia/Calcutta|加尔各答、孟买/新德里、班加罗尔|Kolkata, Mumbai/New Delhi, Bangalore, Calcutta
Australia/Sydney|悉尼/堪培拉|Sydney/Canberra
Australia/Melbourne|墨尔本|Melbourne
Australia/Brisbane|布里斯班|Brisbane
Australia/Perth|珀斯|Perth
Pacific/Auckland|奥克兰/惠灵顿|Auckland/Wellington
Asia/Urumqi|乌鲁木齐|Urumqi
Asia/Ulaanbaatar|乌兰巴托|Ulaanbaatar
Asia/Yangon,Asia/Rangoon|仰光|Yangon
Asia/Phnom_Penh|金边|Phnom Penh
Asia/Dhaka|达卡|Dhaka
Asia/Karachi|卡拉奇/伊斯兰堡|Karachi/Islamabad
Asia/Tashkent|塔什干|Tashkent
Asia/Almaty|阿拉木图|Almaty
Asia/Tehran|德黑兰|Tehran
Asia/Riyadh|利雅得/吉达|Riyadh/Jeddah
Asia/Qatar|多哈|Doha
Asia/Jerusalem|耶路撒冷/特拉维夫|Jerusalem/Tel Aviv
Europe/Istanbul|伊斯坦布尔/安卡拉|Istanbul/Ankara
Europe/Moscow|莫斯科/圣彼得堡|Moscow/St Petersburg
Asia/Vladivostok|海参崴、符拉迪沃斯托克|Vladivostok
Europe/Kyiv,Europe/Kiev|基辅|Kyiv/Kiev
Europe/Athens|雅典|Athens
Europe/Rome|罗马/米兰|Rome/Milan
Europe/Madrid|马德里/巴塞罗那|Madrid/Barcelona
Europe/Amsterdam|阿姆斯特丹/鹿特丹|Amsterdam/Rotterdam
Europe/Brussels|布鲁塞尔|Brussels
Europe/Zurich|苏黎世/日内瓦|Zurich/Geneva
Europe/Vienna|维也纳|Vienna
Europe/Warsaw|华沙|Warsaw
Europe/Prague|布拉格|Prague
Europe/Stockholm|斯德哥尔摩|Stockholm
Europe/Dublin|都柏林|Dublin
Europe/Lisbon|里斯本|Lisbon
Africa/Cairo|开罗|Cairo
Africa/Johannesburg|约翰内斯堡/开普敦|Johannesburg/Cape Town
Africa/Lagos|拉各斯|Lagos
Africa/Nairobi|内罗毕|Nairobi
America/Toronto|多伦多/渥太华、蒙特利尔|Toronto/Ottawa, Montreal
America/Vancouver|温哥华|Vancouver
America/Denver|丹佛|Denver/Salt Lake City
America/Phoenix|凤凰城|Phoenix
America/Anchorage|安克雷奇|Anchorage
Pacific/Honolulu|檀香山、火奴鲁鲁|Honolulu
America/Mexico_City|墨西哥城|Mexico City
America/Bogota|波哥大|Bogota
America/Lima|利马|Lima
America/Santiago|圣地亚哥（智利）|Santiago
America/Sao_Paulo|圣保罗/里约热内卢|Sao Paulo, São Paulo/Rio de Janeiro
America/Argentina/Buenos_Aires,America/Buenos_Aires|布宜诺斯艾利斯|Buenos Aires
UTC,Etc/UTC|协调世界时|UTC
`

export interface NamedZone {
  zone: string
  label: string
  /** Minutes ahead of UTC now. */
  offset: number
  /** What it is found by, in both languages. */
  names: readonly string[]
}

const cities = (text: string): string[] => text.split(/[、,/]\s*/)

/** -210 is told `UTC-3:30`. */
const offsetWords = (offset: number): string => {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`
}

const part = (zone: string, name: 'longOffset' | 'longGeneric', language: string, now: number): string =>
  new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: name })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

function offsetOf(zone: string, now: number): number {
  const [, sign, hours = '0', minutes = '0'] =
    /([+-−])(\d{1,2})(?::(\d{2}))?/.exec(part(zone, 'longOffset', 'en', now)) ?? []
  return (Number(hours) * 60 + Number(minutes)) * (sign === '+' ? 1 : -1) || 0
}

/** Zones to choose from: the person's own, the usual ones, all others; of each the nearest by the clock first. */
export function namedZones(
  chosen: string,
  language: string,
  own: string = deviceZone(),
  now: number = Date.now(),
): NamedZone[] {
  const known = new Set([...zones(), 'UTC', own, ...(chosen ? [chosen] : [])])
  const usual = USUAL.trim()
    .split('\n')
    .flatMap(line => {
      const [ids = '', zh = '', en = ''] = line.split('|')
      const zone = [chosen, own, ...ids.split(',')].find(id => ids.split(',').includes(id) && known.has(id))
      if (!zone) return []
      for (const id of ids.split(',')) known.delete(id)
      const told = (language === 'en' ? en : zh).split('/')[0] ?? zone
      const generic = ['zh-CN', 'en'].map(of => part(zone, 'longGeneric', of, now))
      return [named(zone, told, [...cities(zh), ...cities(en), ...generic])]
    })
  const others = [...known].sort().map(zone => named(zone, zone, []))
  const from = offsetOf(own, now)
  const near = (a: NamedZone, b: NamedZone) => Math.abs(a.offset - from) - Math.abs(b.offset - from)
  const all = [...usual.sort(near), ...others.sort(near)]
  return [...all.filter(({ zone }) => zone === own), ...all.filter(({ zone }) => zone !== own)]

  function named(zone: string, told: string, names: string[]): NamedZone {
    const offset = offsetOf(zone, now)
    const id = [zone, zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')]
    return { zone, label: `${told} (${offsetWords(offset)})`, offset, names: [...names, ...id] }
  }
}

/** `+8`, `UTC-3:30`, `GMT+0800`, `东八区` as minutes ahead of UTC. */
function typedOffset(text: string): number | undefined {
  const chinese = /^([东西])([一二三四五六七八九十]{1,2})区$/.exec(text)
  if (chinese?.[2]) {
    const digits = '十一二三四五六七八九'
    const hours =
      chinese[2].length === 2 ? 10 + digits.indexOf(chinese[2][1] ?? '') : digits.indexOf(chinese[2])
    return (hours || 10) * (chinese[1] === '东' ? 60 : -60)
  }
  const [, sign, hours, minutes = '0'] = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2}):?(\d{2})?$/i.exec(text) ?? []
  return hours ? (Number(hours) * 60 + Number(minutes)) * (sign === '+' ? 1 : -1) : undefined
}

/** How well a zone answers what was typed, 0 best: by its cities in either language, by its name, by its distance from UTC. */
export function zoneFit(zone: NamedZone, typed: string): number | undefined {
  const text = typed.normalize('NFKC').trim()
  const offset = typedOffset(text)
  if (offset !== undefined) return zone.offset === offset ? 0 : undefined
  const fits = zone.names.flatMap(name => fitting(name, text) ?? [])
  return fits.length > 0 ? Math.min(...fits) : undefined
}
