import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/designer.json'

/** The designers' words travel with the designers, not with the entry; English is fetched as a whole. */
i18n.addResourceBundle('zh-CN', 'designer', zh)
