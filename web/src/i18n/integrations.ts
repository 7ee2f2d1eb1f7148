import en from '@/i18n/en/integrations.json'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/integrations.json'

/** These words travel with their chunk, not with the entry. */
i18n.addResourceBundle('zh-CN', 'integrations', zh)
i18n.addResourceBundle('en', 'integrations', en)
