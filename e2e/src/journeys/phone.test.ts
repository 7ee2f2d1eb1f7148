// On the phone: the list under a thumb, a call away, a follow-up in front of the customer.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { company, leads, phone as number } from './parts/leads.ts'
import { entry, fromMenu } from './parts/record.ts'

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

test('who calls is found from the workbench, and by what a list does not have', ON_ONE_DATABASE, async () => {
  await at.admin.create('customer', { name: '千岛百货' })
  await onPage(at.browser, phone('phone-find'), async page => {
    await page.goto('/')
    await page.getByRole('button', { name: '搜索或跳转' }).tap()
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByRole('combobox').fill(number(7))
    await palette.getByRole('option', { name: new RegExp(company(7)) }).tap()
    await page.getByRole('heading', { name: company(7) }).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: '线索' }).tap()
    await page.getByRole('button', { name: '在列表中搜索' }).tap()
    await page.getByRole('searchbox').fill('qdbh')
    await page.getByRole('button', { name: '在全部里找“qdbh”' }).tap()
    assert.equal(await palette.getByRole('combobox').inputValue(), 'qdbh')
    await palette.getByRole('option', { name: /千岛百货/ }).tap()
    await page.getByRole('heading', { name: '千岛百货' }).waitFor()
  })
})

test('待办 is all that is due, and 任务 are its tasks', ON_ONE_DATABASE, async () => {
  await at.admin.ask('POST', '/tasks', { title: '寄样品' })
  await onPage(at.browser, phone('phone-todo'), async page => {
    await page.goto('/todo')
    await page.getByRole('heading', { name: '待办' }).waitFor()
    await page.getByText('寄样品').waitFor()
    await page.getByRole('main').getByRole('link', { name: '任务', exact: true }).first().tap()
    await page.getByRole('heading', { name: '任务' }).waitFor()
    await page.getByText('寄样品').waitFor()
    await page.getByRole('button', { name: '返回' }).tap()
    await page.getByRole('heading', { name: '待办' }).waitFor()
    await page.goto('/me')
    await page.getByText('周敏').first().waitFor()
    assert.equal(
      await page
        .getByRole('main')
        .getByRole('link', { name: /待办|任务/ })
        .count(),
      0,
    )
  })
})

test('what was deleted can be taken back above the button, in one word', ON_ONE_DATABASE, async () => {
  const gone = await at.admin.create('lead', { company: '名字很长的武汉博腾智能科技股份有限公司' })
  const small = { ...phone('phone-toast'), viewport: { width: 360, height: 740 } }
  await onPage(at.browser, small, async page => {
    await page.goto('/f/lead')
    await page.getByRole('link', { name: /武汉博腾/ }).tap()
    await fromMenu(page, page.getByRole('main').getByRole('button', { name: '更多', exact: true }), '删除')
    const undo = page.getByRole('button', { name: '撤销' })
    await undo.waitFor()
    const button = page.getByRole('button', { name: '新建线索' })
    await button.waitFor()
    const [back, below] = [await undo.boundingBox(), await button.boundingBox()]
    assert.ok(back && below && back.y + back.height <= below.y, 'the toast covers the button')
    const lines = await undo.evaluate(el => {
      const range = document.createRange()
      range.selectNodeContents(el)
      return range.getClientRects().length
    })
    assert.equal(lines, 1)
    await undo.tap()
    await page.getByRole('link', { name: /武汉博腾/ }).waitFor()
  })
  assert.equal((await at.admin.record('lead', gone.id)).id, gone.id)
})

test('how long a visit took is named, apart from when to come back', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '龙泉青瓷' })
  const small = { ...phone('phone-visit'), viewport: { width: 360, height: 740 } }
  await onPage(at.browser, small, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('button', { name: '写跟进' }).tap()
    const sheet = page.getByRole('dialog', { name: '写跟进' })
    await sheet.getByText('通话时长').waitFor()
    await sheet.getByRole('radio', { name: '拜访' }).tap()
    const next = await sheet.getByRole('button', { name: '下次跟进' }).boundingBox()
    const took = await sheet.getByText('拜访时长').boundingBox()
    assert.ok(next && took && took.y >= next.y + next.height, 'they stand on one line')
    await sheet.getByLabel('跟进内容').fill('看了窑')
    await sheet.getByLabel('拜访时长（分钟）').fill('45')
    await sheet.getByRole('button', { name: '保存跟进' }).tap()
    await entry(page, '看了窑').filter({ hasText: '45 分钟' }).waitFor()
  })
})

test('an address opens the map of the phone', ON_ONE_DATABASE, async () => {
  const address = '浙江省杭州市西湖区文三路 90 号'
  const customer = await at.admin.create('customer', { name: '西湖软件', address })
  const place = encodeURIComponent(address)
  const opens = async (userAgent: string, href: string) =>
    onPage(at.browser, { ...phone('phone-map'), userAgent }, async page => {
      await page.goto(`/f/customer/${customer.id}`)
      const link = page.getByRole('link', { name: address })
      assert.equal(await link.getAttribute('href'), href)
      // The press leads there and does not begin an edit.
      await link.evaluate(el => el.addEventListener('click', event => event.preventDefault()))
      await link.tap()
      assert.equal(await page.getByRole('textbox', { name: '详细地址' }).count(), 0)
    })
  await opens('Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile', `geo:0,0?q=${place}`)
  await opens('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1', `https://maps.apple.com/?q=${place}`)
})

test(
  'a photo of the camera goes with a follow-up, made small, and opens large',
  ON_ONE_DATABASE,
  async () => {
    const lead = await at.admin.create('lead', { company: '嵊州厨具' })
    await onPage(at.browser, phone('phone-photo'), async page => {
      await page.goto(`/f/lead/${lead.id}`)
      await page.getByRole('button', { name: '写跟进' }).tap()
      const sheet = page.getByRole('dialog', { name: '写跟进' })
      const camera = sheet.locator('input[data-files=camera]')
      assert.equal(await camera.getAttribute('capture'), 'environment')
      const taken = await photo(page, 3600, 2400)
      const chosen = page.waitForEvent('filechooser')
      await sheet.getByRole('button', { name: '拍照' }).tap()
      await (await chosen).setFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: taken })
      await sheet.getByRole('list', { name: '附件' }).getByText('IMG_1.jpg').waitFor()
      await sheet.getByLabel('跟进内容').fill('展厅的样子')
      await sheet.getByRole('button', { name: '保存跟进' }).tap()
      await entry(page, '展厅的样子')
        .getByRole('button', { name: /IMG_1\.jpg/ })
        .tap()
      const large = page.getByRole('dialog').getByRole('img', { name: 'IMG_1.jpg' })
      await eventually(async () =>
        assert.deepEqual(
          await large.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]),
          [2400, 1600],
        ),
      )
    })
  },
)

/** As a camera takes it: large, and of no even colour. */
async function photo(page: Page, width: number, height: number): Promise<Buffer> {
  const url = await page.evaluate(
    ([wide, high]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: wide, height: high })
      const drawn = canvas.getContext('2d')
      for (let n = 0; n < 4_000; n += 1) {
        if (!drawn) break
        drawn.fillStyle = `hsl(${(n * 47) % 360} 60% ${20 + (n % 60)}%)`
        drawn.fillRect((n * 613) % wide, (n * 379) % high, 90 + (n % 200), 60 + (n % 90))
      }
      return canvas.toDataURL('image/jpeg', 0.98)
    },
    [width, height] as const,
  )
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

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
