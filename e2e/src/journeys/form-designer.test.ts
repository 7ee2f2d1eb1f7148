// A form is shaped without a programmer, and everybody works with it at once.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { pick } from './parts/select.ts'

const at = stage()

const canvas = (page: Page) =>
  page.getByRole('main', { name: '表单' }).or(page.getByLabel('表单', { exact: true }))
const inspector = (page: Page) => page.getByRole('complementary', { name: '设置' })

async function publish(page: Page, says: RegExp): Promise<void> {
  await page.getByText('草稿已保存').waitFor()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '发布修改' })
  await dialog.getByText(says).waitFor()
  await assertAccessibleInBothThemes(page, '[role=dialog]')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('“客户”已发布').waitFor()
}

test('a choice is added, published, filled in, renamed and put out of use', async () => {
  // Wide enough for all columns: what is out of view is not drawn.
  const wide = { viewport: { width: 2560, height: 900 } }
  await onPage(at.browser, { name: 'designer', ...at.admin.signedIn(), ...wide }, async page => {
    await page.goto('/design/customer')
    await page.getByRole('complementary', { name: '字段类型' }).getByText('单选').click()
    const settings = inspector(page)
    await settings.getByLabel('标题', { exact: true }).fill('付款方式')
    const options = settings.getByRole('textbox', { name: /个选项的名称$/ })
    await options.nth(0).fill('月结')
    await options.nth(1).fill('预付')
    await assertAccessibleInBothThemes(page)
    await publish(page, /新增字段“付款方式”/)

    await Grid.open(page, '/f/customer')
    await page.getByRole('button', { name: '新建客户' }).first().click()
    const dialog = page.getByRole('dialog', { name: '新建客户' })
    await dialog.getByLabel('客户名称').fill('丽水竹业')
    await pick(page, dialog.getByRole('combobox', { name: '付款方式' }), '月结')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('客户已创建').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '字段', exact: true }).click()
    await page.getByRole('checkbox', { name: '付款方式' }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader').filter({ hasText: '付款方式' }).waitFor()
    await page.getByRole('grid').getByText('月结').waitFor()

    await page.goto('/design/customer')
    await canvas(page).getByText('付款方式').first().click()
    await inspector(page).getByLabel('标题', { exact: true }).fill('结算方式')
    await publish(page, /字段改名：付款方式 → 结算方式/)
    await Grid.open(page, '/f/customer')
    await page.getByRole('columnheader').filter({ hasText: '结算方式' }).waitFor()

    await page.goto('/design/customer')
    await canvas(page).getByText('结算方式').first().click()
    await inspector(page).getByRole('button', { name: '停用字段' }).click()
    const archive = page.getByRole('dialog', { name: '停用“结算方式”' })
    await archive.getByText('有 1 条记录填了这个字段。').waitFor()
    await archive.getByRole('button', { name: '停用字段' }).click()
    await publish(page, /停用字段“结算方式”/)
    await Grid.open(page, '/f/customer')
    await page.getByRole('grid').getByText('丽水竹业').waitFor()
    assert.equal(await page.getByText('结算方式').count(), 0)
  })
})

test('a new form is there for everybody as soon as it is published', async () => {
  await onPage(at.browser, { name: 'new-form', ...at.admin.signedIn() }, async page => {
    await page.goto('/forms/new')
    await page.getByLabel('表单名称').fill('售后工单')
    await page.getByRole('button', { name: '开始设计' }).click()
    await page.waitForURL(/\/design\//)
    await page.getByRole('complementary', { name: '字段类型' }).getByText('单行文本').click()
    // Nothing is published before it has a name, and it is said where one is missing.
    await page.getByRole('button', { name: '1 处需要修改' }).click()
    await page.getByText('未命名：还没有名称').waitFor()
    await page.keyboard.press('Escape')
    await inspector(page).getByLabel('标题', { exact: true }).fill('故障现象')
    await page.getByText('草稿已保存').waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await page.getByText('“售后工单”已发布').waitFor()
    await page.goto('/')
    await page.getByRole('link', { name: '售后工单' }).first().click()
    await page.getByText('还没有售后工单').waitFor()
  })
})

test('a default option and a sensitive field are kept, and hold in the next record', async () => {
  await onPage(at.browser, { name: 'designer-defaults', ...at.admin.signedIn() }, async page => {
    await page.goto('/forms/new')
    await page.getByLabel('表单名称').fill('回访')
    await page.getByRole('radiogroup', { name: '谁能看到' }).getByText('全员').click()
    await page.getByRole('button', { name: '开始设计' }).click()
    await page.waitForURL(/\/design\//)
    const kinds = page.getByRole('complementary', { name: '字段类型' })
    const settings = inspector(page)
    await kinds.getByText('单选').click()
    await settings.getByLabel('标题', { exact: true }).fill('结果')
    const options = settings.getByRole('textbox', { name: /个选项的名称$/ })
    await options.nth(0).fill('满意')
    await options.nth(1).fill('一般')
    await pick(page, settings.getByRole('combobox', { name: '默认值' }), '一般')
    await kinds.getByText('单行文本').click()
    await settings.getByLabel('标题', { exact: true }).fill('身份证号')
    await settings.getByRole('switch', { name: '敏感信息' }).click()
    await page.getByText('草稿已保存').waitFor()
    await page.reload()
    await canvas(page).getByText('结果').first().click()
    await settings.locator('.ant-select').getByText('一般').waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await page.getByText('“回访”已发布').waitFor()
    await page.goto('/')
    await page.getByRole('link', { name: '回访' }).first().click()
    await page.getByRole('button', { name: '新建回访' }).first().click()
    const dialog = page.getByRole('dialog', { name: '新建回访' })
    await dialog.getByText('一般').waitFor()
  })
})

test('a template of a form is written by a builder and offered to everybody', async () => {
  const customer = await at.admin.create('customer', { name: '衢州模板纸业' })
  const colleague = await at.admin.seat({ name: '钱模板', login: 'qianmoban', role: 'administrator' })
  await onPage(at.browser, { name: 'designer-templates', ...at.admin.signedIn() }, async page => {
    await page.goto('/design/customer')
    const settings = inspector(page)
    await settings.getByRole('button', { name: '添加模板' }).click()
    await settings
      .getByLabel(/个模板的名称$/)
      .last()
      .fill('催款')
    await settings.getByRole('button', { name: '模板“催款”的设置' }).click()
    const panel = page.getByRole('dialog', { name: '模板“催款”的设置' })
    await panel.getByLabel('内容（不填就用名称）', { exact: true }).fill('催了这个月的货款')
    await panel.getByLabel('下次跟进').fill('7')
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Escape')
    await publish(page, /新增跟进模板“催款”/)
  })
  await onPage(at.browser, { name: 'shared-template', ...colleague.signedIn() }, async page => {
    await page.goto(`/f/customer/${customer.id}`)
    await page.getByLabel('跟进内容').focus()
    await page.keyboard.type('/催')
    await page.keyboard.press('Enter')
    assert.equal(await page.getByLabel('跟进内容').inputValue(), '催了这个月的货款')
    await page.getByRole('button', { name: /^下次跟进 7 天后/ }).waitFor()
  })
})
