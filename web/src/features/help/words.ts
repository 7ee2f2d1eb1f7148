import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/help.json'

/** The words of the help travel with it, not with the entry; English is fetched as a whole. */
i18n.addResourceBundle('zh-CN', 'help', zh)
