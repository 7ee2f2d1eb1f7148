/** Browsers inside another app, where files and new windows behave unlike elsewhere. */
export type InApp = 'wecom' | 'dingtalk' | 'wechat'

export function inAppBrowser(userAgent: string): InApp | undefined {
  if (/wxwork\//i.test(userAgent)) return 'wecom'
  if (/DingTalk\//i.test(userAgent)) return 'dingtalk'
  if (/MicroMessenger\//i.test(userAgent)) return 'wechat'
  return undefined
}
