import en from '@/i18n/en/help.json'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/help.json'

/** The words of the help travel with it, not with the entry chunk. */
i18n.addResourceBundle('zh-CN', 'help', zh)
i18n.addResourceBundle('en', 'help', en)
