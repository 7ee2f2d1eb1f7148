import { expect, test } from 'vitest'
import { inAppBrowser } from './in-app'

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

test('企业微信 is told from 微信, although it carries the name of both', () => {
  expect(inAppBrowser(`${SAFARI} wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh`)).toBe('wecom')
  expect(inAppBrowser(`${SAFARI} MicroMessenger/8.0.54 Language/zh_CN`)).toBe('wechat')
})

test('钉钉 is known by its name', () => {
  expect(inAppBrowser(`${SAFARI} AliApp(DingTalk/7.6.30) com.laiwang.DingTalk/1 Channel/201200`)).toBe(
    'dingtalk',
  )
})

test('a browser of its own is none of them', () => {
  expect(inAppBrowser(SAFARI)).toBeUndefined()
})
