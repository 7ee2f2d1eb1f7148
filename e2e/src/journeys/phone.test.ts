// On the phone: the list under a thumb, a call away, a follow-up in front of the customer.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { company, leads } from './parts/leads.ts'
import { entry } from './parts/record.ts'

// A phone comes over the network, by the server's name and plain HTTP.
const at = stage({ lan: true }, admin => admin.createMany('lead', leads(120)))
const phone = (name: string) => ({ name, ...SCREENS.phone, ...at.admin.signedIn() })

/** Nothing sticks out at the side: a page that scrolls sideways feels broken under a thumb. */
async function assertFits(page: Page): Promise<void> {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: innerWidth,
  }))
  assert.ok(wide <= screen, `${page.url()} is ${wide} px wide on a screen of ${screen}`)
}

/** What is left of the screen above a keyboard. */
const KEYBOARD_UP = { width: 390, height: 500 }

/** Nobody has to scroll for it, on a screen as small as this. */
async function assertSeen(page: Page, what: Locator, screen: { width: number; height: number }) {
  await page.setViewportSize(screen)
  await eventually(async () => {
    const box = await what.boundingBox()
    assert.ok(box && box.y > 0 && box.y + box.height <= screen.height, `${what} is out of sight`)
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const seen = await what.evaluate((el, at) => el.contains(document.elementFromPoint(at.x, at.y)), centre)
    assert.ok(seen, `${what} is covered`)
  })
  await page.setViewportSize(SCREENS.phone.viewport)
}

test('cards are walked by tabs and search, and lead to the record', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, phone('phone-list'), async page => {
    await page.goto('/')
    await page.getByText(/周敏，/).waitFor()
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
    await page.getByRole('navigation').getByRole('link', { name: '线索' }).click()
    await page.getByRole('link', { name: company(119) }).waitFor()
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
    await page.getByRole('tab', { name: '新线索' }).click()
    await page.getByRole('button', { name: '在列表中搜索' }).click()
    await page.getByRole('searchbox').fill(company(9).slice(0, 6))
    await page.getByRole('link', { name: company(9) }).click()
    await page.waitForURL(/\/f\/lead\/rec_/)
    await page.getByRole('heading', { name: company(9) }).waitFor()
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('link', { name: company(9) }).waitFor()
  })
})

test('a lead is made and followed up with the thumb', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, phone('phone-follow-up'), async page => {
    await page.goto('/f/lead')
    await page.getByRole('button', { name: '新建线索' }).tap()
    const dialog = page.getByRole('dialog', { name: '新建线索' })
    await dialog.getByLabel('公司名称').fill('诸暨珍珠')
    await dialog.getByLabel('手机', { exact: true }).fill('13812345678')
    await assertAccessibleInBothThemes(page)
    await assertFits(page)
    await dialog.getByRole('button', { name: '保存', exact: true }).tap()
    await page.getByRole('heading', { name: '诸暨珍珠' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '拨打' }).getAttribute('href'), 'tel:+8613812345678')
    await page.getByRole('button', { name: '写跟进' }).tap()
    await page.getByLabel('跟进内容').fill('客户要样品')
    await assertSeen(page, page.getByRole('button', { name: '后天' }), KEYBOARD_UP)
    await assertSeen(page, page.getByRole('button', { name: '保存跟进' }), KEYBOARD_UP)
    await page.getByRole('button', { name: '后天' }).tap()
    await page.getByRole('button', { name: '保存跟进' }).tap()
    await entry(page, '客户要样品').waitFor()
    await page.getByRole('button', { name: '写跟进' }).tap()
    const sheet = page.getByRole('dialog', { name: '写跟进' })
    await sheet.getByText('诸暨珍珠').waitFor()
    await sheet.getByRole('button', { name: '已加微信' }).tap()
    assert.equal(await sheet.getByLabel('跟进内容').inputValue(), '已加微信，发了公司介绍')
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
    await sheet.getByRole('button', { name: '保存跟进' }).tap()
    await entry(page, '已加微信，发了公司介绍').waitFor()
    await page.getByRole('button', { name: '返回' }).tap()
    await page.getByRole('navigation').getByRole('link', { name: '待办' }).tap()
    await page.getByRole('link', { name: /^诸暨珍珠/ }).waitFor()
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
    await page.getByRole('navigation').getByRole('link', { name: '我的' }).tap()
    await page.getByText('周敏').first().waitFor()
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
  })
})

test('Back closes what lies on top, and only then leaves', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, phone('phone-back'), async page => {
    await page.goto('/f/lead')
    await page.getByRole('link', { name: company(119) }).waitFor()
    await page.getByRole('button', { name: '筛选' }).tap()
    const filters = page.getByRole('dialog', { name: '筛选' })
    await filters.getByRole('button', { name: '完成' }).waitFor()
    await page.goBack()
    await filters.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: company(119) }).tap()
    await page.getByRole('heading', { name: company(119) }).waitFor()
    await page.getByRole('button', { name: '写跟进' }).tap()
    await page.getByLabel('跟进内容').waitFor()
    await page.goBack()
    await page.getByLabel('跟进内容').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: company(119) }).waitFor()
    await page.goBack()
    await page.waitForURL(/\/f\/lead(\?|$)/)
  })
})

test('a follow-up from the workbench is kept without a line, and sent with it', ON_ONE_DATABASE, async () => {
  const expectedErrors = [/ERR_INTERNET_DISCONNECTED/]
  await onPage(at.browser, { ...phone('phone-offline'), expectedErrors }, async page => {
    await page.goto('/')
    await page.getByRole('button', { name: '写跟进' }).tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill(company(7))
    await dialog.getByRole('button', { name: company(7) }).tap()
    await page.getByLabel('跟进内容').fill('地下车库里写的')
    await page.getByRole('radio', { name: '已联系' }).tap()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '保存跟进' }).tap()
    await page.getByText('1 条离线草稿').tap()
    await page.getByRole('dialog', { name: '离线草稿' }).getByText('地下车库里写的').waitFor()
    await assertFits(page)
    await assertAccessibleInBothThemes(page)
    await page.context().setOffline(false)
    await page.getByText('1 条离线草稿').waitFor({ state: 'detached' })
    await page.getByRole('navigation').getByRole('link', { name: '线索' }).tap()
    await page.getByRole('button', { name: '在列表中搜索' }).tap()
    await page.getByRole('searchbox').fill(company(7))
    await page.getByRole('link', { name: company(7) }).tap()
    // What was said last is in sight, before any of it is looked for.
    await page.getByRole('button', { name: '最近一次跟进' }).tap()
    await entry(page, '地下车库里写的').waitFor()
    assert.equal(await entry(page, '地下车库里写的').count(), 1)
  })
})

test('on a narrow phone in English nothing sticks out', ON_ONE_DATABASE, async () => {
  const narrow = { ...phone('phone-narrow'), viewport: { width: 320, height: 640 }, locale: 'en-US' }
  await onPage(at.browser, narrow, async page => {
    for (const path of [
      '/',
      '/f/lead',
      '/f/opportunity?kind=kanban',
      '/todo',
      '/me',
      '/tasks',
      '/imports/new',
      '/settings/profile',
    ]) {
      await page.goto(path)
      await page.getByRole('heading').first().waitFor()
      await assertFits(page)
    }
  })
})
