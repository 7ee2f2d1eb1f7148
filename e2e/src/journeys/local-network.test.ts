// Colleagues open it over plain HTTP by the server's name: no secure context, and everything basic works.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { firstDay } from './parts/first-day.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'
import { change, entry, fromMenu, peek, value } from './parts/record.ts'

describe('a server that was just installed', ON_ONE_DATABASE, () => {
  const at = stage({ fresh: true, lan: true })

  test('it is set up, and a colleague gets in, under a name of the local network', async () => {
    const link = await onPage(at.browser, { name: 'lan-set-up' }, async page => {
      await page.goto(at.server.opened(at.server.setupUrl))
      assert.equal(await page.evaluate(() => window.isSecureContext), false)
      await firstDay.setUp(page)
      await page.goto(`${at.server.origin}/settings/people`)
      return firstDay.pasteColleague(page, '李强 13900002222')
    })
    await onPage(at.browser, { name: 'lan-invited' }, async page => {
      await page.goto(at.server.opened(link))
      await firstDay.choosePassword(page, 'my-first-password')
    })
  })
})

describe('a workspace', ON_ONE_DATABASE, () => {
  const at = stage({ lan: true }, admin => admin.createMany('lead', leads(150)))

  test('the list is sorted, searched and edited, and a cell is copied, without a secure context', async () => {
    await onPage(at.browser, { name: 'lan-list', ...at.admin.signedIn() }, async page => {
      const grid = await Grid.open(page, '/f/lead')
      assert.equal(await page.evaluate(() => window.isSecureContext), false)
      await grid.sort('预计金额', '降序')
      await grid.search().fill('海晟')
      await grid.expectText(1, '公司名称', /海晟/)
      await (await grid.cell(1, '联系人')).click()
      await page.keyboard.type('林晓')
      await page.keyboard.press('Enter')
      await grid.expectText(1, '联系人', '林晓')
      await (await grid.cell(1, '联系人')).click()
      await page.keyboard.press('Control+C')
      await (await grid.cell(2, '联系人')).click()
      await page.keyboard.press('Control+V')
      await grid.expectText(2, '联系人', '林晓')
    })
  })

  test('a record is made, followed up, changed, deleted and brought back without a secure context', async () => {
    await onPage(at.browser, { name: 'lan-record', ...at.admin.signedIn() }, async page => {
      await Grid.open(page, '/f/lead')
      await page.getByRole('button', { name: '新建线索' }).click()
      const dialog = page.getByRole('dialog', { name: '新建线索' })
      await dialog.getByLabel('公司名称').fill('东阳木雕')
      await dialog.getByRole('button', { name: '保存', exact: true }).click()
      await peek(page).getByRole('link', { name: '打开完整页面' }).click()
      await page.getByLabel('跟进内容').fill('约了周三见面')
      await page.getByRole('button', { name: '保存跟进' }).click()
      await entry(page, '约了周三见面').waitFor()
      await change(page, '职位', '厂长')
      await value(page, '职位').getByText('厂长').waitFor()
      await page.locator('input[type=file]:not([data-files])').setInputFiles({
        name: '合同.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('合同'),
      })
      await page.getByRole('link', { name: '下载 合同.txt' }).waitFor()
      const more = page.getByRole('main').getByRole('button', { name: '更多', exact: true })
      await fromMenu(page, more, '复制链接')
      await page.getByText('已复制').waitFor()
      await fromMenu(page, more, '删除')
      await page.getByRole('button', { name: '撤销' }).click()
      await page.getByRole('grid').getByText('东阳木雕').waitFor()
    })
  })

  test('what one changes shows at the other under the name of the local network too', async () => {
    const lead = await at.admin.create('lead', { company: '浦江水晶', contact_name: '旧' })
    await onPage(at.browser, { name: 'lan-live', ...SCREENS.phone, ...at.admin.signedIn() }, async page => {
      await page.goto(`/f/lead/${lead.id}`)
      await value(page, '联系人').getByText('旧').waitFor()
      await at.admin.update('lead', lead, { contact_name: '新' })
      await eventually(() => value(page, '联系人').getByText('新').waitFor())
    })
  })
})
