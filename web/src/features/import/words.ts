import en from '@/i18n/en/import.json'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'

/** The words of the import travel with it, not with the entry chunk. */
i18n.addResourceBundle('zh-CN', 'import', zh)
i18n.addResourceBundle('en', 'import', en)
