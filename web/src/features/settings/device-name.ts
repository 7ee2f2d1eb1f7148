const BROWSERS: readonly [RegExp, string][] = [
  [/wxwork\//i, '企业微信'],
  [/MicroMessenger\//i, '微信'],
  [/DingTalk\//i, '钉钉'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]
const PHONES = new Set(['iPhone', 'iPad', 'HarmonyOS', 'Android'])

export interface Device {
  /** `Chrome · Windows`; empty where nothing is recognised. */
  name: string
  phone: boolean
}

/** What a browser is, in words, out of what it calls itself. */
export function deviceOf(agent: string): Device {
  const named = (list: readonly [RegExp, string][]) => list.find(([seen]) => seen.test(agent))?.[1]
  const system = named(SYSTEMS)
  return {
    name: [named(BROWSERS), system].filter(Boolean).join(' · '),
    phone: system !== undefined && PHONES.has(system),
  }
}
