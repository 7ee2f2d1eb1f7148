import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'

/** The words of the import travel with it, not with the entry; English is fetched as a whole. */
i18n.addResourceBundle('zh-CN', 'import', zh)
