import { i18n } from '@/i18n/setup'

/** Words in one or both languages, as the server gives them. */
export type Label = string | { 'zh-CN'?: string; en?: string }

export function words(label: Label | null | undefined, language: string = i18n.language): string {
  if (!label) return ''
  if (typeof label === 'string') return label
  return (language === 'en' ? label.en || label['zh-CN'] : label['zh-CN'] || label.en) ?? ''
}
