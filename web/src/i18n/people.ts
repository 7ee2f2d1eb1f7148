import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/people.json'

/** These words travel with their chunk, not with the entry; English is fetched as a whole. */
i18n.addResourceBundle('zh-CN', 'people', zh)
