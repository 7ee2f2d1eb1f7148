import en from '@/i18n/en/calendar.json'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/calendar.json'

/** These words travel with their chunk, not with the entry. */
i18n.addResourceBundle('zh-CN', 'calendar', zh)
i18n.addResourceBundle('en', 'calendar', en)
