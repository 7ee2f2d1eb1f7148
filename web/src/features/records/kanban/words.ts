import en from '@/i18n/en/kanban.json'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/kanban.json'

/** These words travel with their chunk, not with the entry. */
i18n.addResourceBundle('zh-CN', 'kanban', zh)
i18n.addResourceBundle('en', 'kanban', en)
