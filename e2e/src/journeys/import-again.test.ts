// The second file of the same kind, words that name no option, and a way back from the result.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const at = stage()

const table = (...names: string[]) =>
  ['公司名称\t来源\t行业', ...names.map((name, n) => `${name}\t广交会\t${n === 0 ? '制造' : '水产'}`)].join(
    '\n',
  )

async function paste(page: Page, text: string): Promise<void> {
  await page.goto('/imports/new?form=lead')
  await page.getByLabel(/粘贴到这里/).fill(text)
  await page.waitForURL(/\/imports\/imp_/)
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()

test('words that name no option stop nothing, and become options with one click', async () => {
  await onPage(at.browser, { name: 'import-options', ...at.admin.signedIn() }, async page => {
    await paste(page, table('头一号', '第二号', '第三号'))
    await next(page)
    await next(page)
    await page.getByText('行有提示，照常导入').waitFor()
    await page.getByRole('button', { name: '导入 3 行' }).waitFor()
    await assertAccessibleInBothThemes(page)
    // To the column, its panel open, the first word in hand.
    await page.getByRole('button', { name: '去处理“行业”' }).first().click()
    await page.getByText('1 个值不在选项里，涉及 2 行').waitFor()
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === '“水产”对应的选项',
    )
    await page.getByRole('button', { name: '全部新建为选项' }).click()
    await page.getByText('将新建 1 个选项').first().waitFor()
    await next(page)
    await page.getByRole('button', { name: '导入 3 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    await page.getByText('有提示的行').waitFor()
    await page.getByRole('link', { name: '下载导入提示' }).waitFor()
    await page.getByRole('button', { name: '查看导入的 3 条' }).click()
    const grid = new Grid(page)
    await page.getByRole('grid').waitFor()
    await grid.expectTotal(3)
    const names = await page
      .getByRole('grid')
      .getByText(/^(头一号|第二号|第三号)$/)
      .allTextContents()
    assert.deepEqual(names, ['头一号', '第二号', '第三号'], 'in the order of the sheet')
    await page.getByRole('grid').getByText('水产').first().waitFor()
  })
})

test('the same headers go where they went, and an undo is taken back where it was asked for', async () => {
  await onPage(at.browser, { name: 'import-again', ...at.admin.signedIn() }, async page => {
    await paste(page, table('第四号', '第五号'))
    await page.getByText(/沿用上次的设置/).waitFor()
    await assertAccessibleInBothThemes(page)
    await next(page)
    await next(page)
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    await page.getByRole('button', { name: '撤销整个导入' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/会撤回 2 条记录/).waitFor()
    await dialog.getByRole('button', { name: '撤销整个导入' }).click()
    await dialog.getByRole('button', { name: '完成' }).click()
    await page.getByText('这次导入已撤销').waitFor()
    await page.getByRole('button', { name: '恢复这次导入' }).click()
    await dialog.getByRole('button', { name: '恢复这次导入' }).click()
    await dialog.getByRole('button', { name: '完成' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    const { items } = await at.admin.ask('POST', '/forms/lead/records/query', {
      filter: { field: 'company', op: 'in', value: ['第四号', '第五号'] },
      fields: ['company'],
      size: 10,
    })
    assert.equal(items.length, 2)
  })
})

test('a double click, or Enter pressed twice, goes one step: nothing is imported unseen', async () => {
  await onPage(at.browser, { name: 'import-double', ...at.admin.signedIn() }, async page => {
    await paste(page, table('双击号'))
    const atStep = (name: RegExp) => page.locator('[aria-current=step]').getByText(name).waitFor()
    const forward = page.getByRole('button', { name: '下一步' })
    await forward.click({ trial: true })
    await forward.dblclick()
    await atStep(/字段/)
    await forward.click({ trial: true })
    await forward.dblclick()
    await atStep(/预览/)
    const run = page.getByRole('button', { name: '导入 1 行' })
    await run.waitFor()
    await page.getByRole('button', { name: '上一步' }).click()
    await atStep(/字段/)
    await forward.click({ trial: true })
    await forward.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await atStep(/预览/)
    // Whatever was begun would have ended by now.
    await run.click({ trial: true })
    const found = await at.admin.ask('POST', '/forms/lead/records/query', { search: '双击号' })
    assert.equal(found.items.length, 0)
  })
})

test('the steps are walked with a thumb, a column opens as a sheet', async () => {
  const phone = { name: 'import-phone', ...SCREENS.phone, ...at.admin.signedIn() }
  await onPage(at.browser, phone, async page => {
    const assertFits = async () => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 390, `${page.url()} is ${wide} px wide`)
    }
    await paste(page, `公司名称\t来源\t楼层\n第六号\t博览会\t3`)
    await assertFits()
    await assertAccessibleInBothThemes(page)
    await next(page)
    await page.getByText('将新建 1 个字段').first().waitFor()
    await assertFits()
    await page.getByRole('button', { name: '1 个值待处理' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('1 个值不在选项里，涉及 1 行').waitFor()
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await sheet.getByRole('button', { name: '全部留空' }).click()
    await sheet.getByRole('button', { name: '关闭' }).click()
    await page.getByText('不新建字段，只导入已有的').first().click()
    await page.getByText('将新建 1 个字段').waitFor({ state: 'detached' })
    await next(page)
    await page.getByText('正在重新检查').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '导入 1 行' }).waitFor()
    await assertFits()
    await assertAccessibleInBothThemes(page)
  })
})
