import { i18n } from '@/i18n/setup'
import { inAppBrowser } from '@/lib/in-app'
import { toast } from './toast'

/** Browsers inside other apps often swallow downloads without a word: says where they work. */
export function tellOfDownload(): void {
  if (inAppBrowser(navigator.userAgent)) toast(i18n.t('fields:download_elsewhere'))
}
