import en from '@/i18n/en/designer.json'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/designer.json'

/** The designers' words travel with the designers, not with the entry chunk. */
i18n.addResourceBundle('zh-CN', 'designer', zh)
i18n.addResourceBundle('en', 'designer', en)
