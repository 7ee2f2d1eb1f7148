// A table that nobody brought for a form finds the one that it fits; what a stage asks for is said, not demanded.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const at = stage()

const LEADS = '公司名称\t联系人\t手机\t楼层\n首页一号\t王芳\t13811110001\t3\n首页二号\t李雷\t13811110002\t5'

test('a table dropped on the first page goes to the form that it fits, or into one of its own', async () => {
  await onPage(at.browser, { name: 'import-fit', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '我的安排' }).waitFor()
    const file = await page.evaluateHandle(text => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], '展会名单.txt', { type: 'text/plain' }))
      return transfer
    }, LEADS)
    const target = page.getByRole('heading', { name: '我的安排' })
    await target.dispatchEvent('dragover', { dataTransfer: file })
    await page.getByText('松开即可导入这张表格').waitFor()
    await target.dispatchEvent('drop', { dataTransfer: file })
    await page.waitForURL(/\/imports\/imp_/)
    await page.getByText('3 / 4 列与“线索”对应').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '改为新建表单' }).click()
    const name = page.getByLabel('新表单的名称')
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
    assert.equal(await name.inputValue(), '展会名单')
    // The whole name is selected: whoever types writes another.
    await page.keyboard.type('宁波展')
    assert.equal(await name.inputValue(), '宁波展')
    await assertAccessibleInBothThemes(page)
    await page.getByText('已有表单').click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    await page.getByRole('button', { name: '查看导入的 2 条' }).click()
    await page.getByRole('grid').getByText('首页一号').waitFor()
  })
})

test('a row without what its stage asks for is imported, said and listed', async () => {
  await onPage(at.browser, { name: 'import-stage', ...at.admin.signedIn() }, async page => {
    await page.goto('/imports/new?form=opportunity')
    await page
      .getByLabel(/粘贴到这里/)
      .fill('商机名称\t销售阶段\t输单原因\n老单一号\t输单\t\n老单二号\t输单\t价格\n老单三号\t方案报价\t')
    await page.waitForURL(/\/imports\/imp_/)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('“输单”要填的“输单原因”是空的，照常导入').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '导入 3 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    await page.getByText('缺阶段必填项').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '查看缺必填项的 1 条' }).click()
    const grid = new Grid(page)
    await page.getByRole('grid').waitFor()
    await grid.expectTotal(1)
    await page.getByRole('grid').getByText('老单一号').waitFor()
  })
})

test('on a phone the proposal is said, and no keyboard comes up by itself', async () => {
  const phone = { name: 'import-fit-phone', ...SCREENS.phone, ...at.admin.signedIn() }
  await onPage(at.browser, phone, async page => {
    await page.goto('/imports/new')
    // Headers of its own: what was decided about the others is remembered.
    await page.getByLabel(/粘贴到这里/).fill(LEADS.replace('楼层', '展位'))
    await page.waitForURL(/\/imports\/imp_/)
    await page.getByRole('button', { name: '改为新建表单' }).click()
    await page.getByLabel('新表单的名称').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement instanceof HTMLInputElement), false)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 390, `${wide} px wide`)
    await assertAccessibleInBothThemes(page)
  })
})
