// What was imported can be found again, taken back and brought back; columns find their fields by key alone.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'

const at = stage()

const left = async () => {
  const { items } = await at.admin.ask('POST', '/forms/customer/records/query', {
    filter: { field: 'name', op: 'starts_with', value: '记录' },
    fields: ['name'],
    size: 10,
  })
  return items.length
}

test('an import is found in the history, taken back and brought back', async () => {
  await onPage(at.browser, { name: 'import-history', ...at.admin.signedIn() }, async page => {
    await page.goto('/imports/new?form=customer')
    await page.getByRole('link', { name: '客户' }).and(page.locator('[download]')).waitFor()
    await page.getByLabel(/粘贴到这里/).fill('客户名称\t所在地区\n记录一号\t杭州\n记录二号\t宁波')
    await page.waitForURL(/\/imports\/imp_/)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    await page.getByRole('button', { name: '导入记录' }).click()
    const row = page.getByRole('listitem').filter({ hasText: '粘贴的表格' }).first()
    await row.getByText('新建 2').waitFor()
    await assertAccessibleInBothThemes(page)
    await row.getByRole('button', { name: /撤销导入/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '撤销整个导入' }).click()
    await dialog.getByRole('button', { name: '完成' }).click()
    await eventually(async () => assert.equal(await left(), 0))
    await row.getByText('已撤销').waitFor()
    await row.getByRole('button', { name: /恢复导入/ }).click()
    await dialog.getByRole('button', { name: '恢复这次导入' }).click()
    await dialog.getByRole('button', { name: '完成' }).click()
    await row.getByText('已完成').waitFor()
  })
  await eventually(async () => assert.equal(await left(), 2))
})

test('a column is put on a field by key', async () => {
  await onPage(at.browser, { name: 'import-keys', ...at.admin.signedIn() }, async page => {
    await page.goto('/imports/new?form=customer')
    await page.getByLabel(/粘贴到这里/).fill('客户名称\t片区\n键盘一号\t杭州\n键盘二号\t宁波')
    await page.waitForURL(/\/imports\/imp_/)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '拿起“片区”，放到一个字段上' }).press('Enter')
    const region = page.getByRole('button', { name: '放到“所在地区”' })
    await region.focus()
    await region.press('Enter')
    await page.getByText('← 片区').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('杭州').first().waitFor()
  })
})
