import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { inSentence } from './in-sentence'

type Words = Record<string, unknown>

// Chinese words of the import, the integrations, the designers, the help, of people and who leaves come with their own chunks.
const zh = import.meta.glob<Words>(
  ['./zh-CN/*.json', '!./zh-CN/{designer,import,integrations,kanban,calendar,help,leave,people}.json'],
  {
    eager: true,
    import: 'default',
  },
)
const en = import.meta.glob<Words>('./en/*.json', { import: 'default' })

const namespaceOf = (path: string): string => path.replace(/^.*\/([\w-]+)\.json$/, '$1')

export const i18n = i18next.createInstance()
export type Language = 'zh-CN' | 'en'

async function loadEnglish(): Promise<void> {
  if (i18n.hasResourceBundle('en', 'app')) return
  await Promise.all(
    Object.entries(en).map(async ([path, load]) =>
      i18n.addResourceBundle('en', namespaceOf(path), await load()),
    ),
  )
}

/** Chinese is in the bundle; English is fetched when somebody wants it. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en') await loadEnglish()
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem('clew.language', language)
  } catch {
    // The choice then lasts for this page only.
  }
}

export function preferredLanguage(): Language {
  let stored: string | null = null
  try {
    stored = localStorage.getItem('clew.language')
  } catch {
    // Fall through to the browser's languages.
  }
  if (stored === 'en' || stored === 'zh-CN') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export async function startI18n(language: Language): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'app',
    ns: Object.keys(zh).map(namespaceOf),
    resources: {
      'zh-CN': Object.fromEntries(Object.entries(zh).map(([path, words]) => [namespaceOf(path), words])),
    },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  i18n.services.formatter?.add('inner', (name: unknown) => inSentence(String(name)))
  if (language !== 'zh-CN') await setLanguage(language)
}
