// Inside 企业微信 and 钉钉: the main ways through the app, in browsers that open no window and hand on no download.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onPage, SCREENS } from '../harness/browser.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { company, leads } from './parts/leads.ts'
import { entry } from './parts/record.ts'

const at = stage({}, admin => admin.createMany('lead', leads(20)))

const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; V2309A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const APPS = {
  'wecom-android': `${ANDROID} Chrome/116.0.0.0 Mobile Safari/537.36 wxwork/4.1.30 MicroMessenger/7.0.1 NetType/WIFI Language/zh`,
  'wecom-iphone': `${IPHONE} Mobile/15E148 wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh`,
  'dingtalk-android': `${ANDROID} Chrome/116.0.0.0 Mobile Safari/537.36 AliApp(DingTalk/7.6.30) com.alibaba.android.rimet/43180000`,
  'dingtalk-iphone': `${IPHONE} Mobile/21G93 AliApp(DingTalk/7.6.30) com.laiwang.DingTalk/43180000 Channel/201200 language/zh-Hans-CN`,
}

for (const [index, [name, userAgent]] of Object.entries(APPS).entries()) {
  test(`a day's work passes in ${name}`, ON_ONE_DATABASE, async () => {
    const screen = { name, ...SCREENS.phone, userAgent, ...at.admin.signedIn() }
    await onPage(at.browser, screen, async page => {
      let windows = 0
      page.context().on('page', () => {
        windows += 1
      })
      await page.goto('/')
      await page.getByText(/周敏，/).waitFor()
      await page.getByRole('navigation').getByRole('link', { name: '线索' }).tap()
      await page.getByRole('link', { name: company(19 - index) }).tap()
      await page.getByRole('heading', { name: company(19 - index) }).waitFor()
      await page.getByRole('button', { name: '写跟进' }).tap()
      await page.getByLabel('跟进内容').fill(`从${name}写的`)
      await page.getByRole('button', { name: '保存跟进' }).tap()
      await entry(page, `从${name}写的`).waitFor()
      await page.getByRole('button', { name: '返回' }).tap()
      await page.getByRole('button', { name: '新建线索' }).tap()
      const dialog = page.getByRole('dialog', { name: '新建线索' })
      await dialog.getByLabel('公司名称').fill(`${name}纺织`)
      await dialog.getByRole('button', { name: '保存', exact: true }).tap()
      await page.getByRole('heading', { name: `${name}纺织` }).waitFor()
      // A number can be copied by a long press.
      const selectable = await page
        .getByRole('heading', { name: `${name}纺织` })
        .evaluate(heading => getComputedStyle(heading).userSelect !== 'none')
      assert.ok(selectable)
      assert.equal(windows, 0, 'it opened a window')
    })
  })
}
