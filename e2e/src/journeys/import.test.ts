// From a table to records: pasted, read from an old file, and taken back.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { pick } from './parts/select.ts'

const at = stage()

const MESSY = [
  '2026 年合同台账\t\t\t\t',
  '\t\t\t\t',
  '合同名称\t签订日期\t金额（元）\t状态\t 负责人电话',
  '年度框架采购\t2026/3/1\t¥128,000.00\t执行中\t138 0000 1111',
  '设备维保\t2026年4月15日\t36,500\t已完成\t13900002222',
  '配件供应\t2026.05.20\t无\t执行中\t0571-88886666',
  '合计\t\t164,500\t\t',
].join('\n')

/** 公司名称,联系人,手机,负责人 and two rows, in the bytes that an old spreadsheet program saves (GBK). */
const gbk = () =>
  Buffer.from(
    [
      'b9abcbbec3fbb3c62cc1aacfb5c8cb2ccad6bbfa2cb8bad4f0c8cb0d0abababdadd6d8b9a42cc0eec3f42c3133383030',
      '3030313131312ccdf5b7bc0d0ac7aeccc1d6bdd2b52cd5c5ceb02c31333930303030323232322ccdf5b7bc0d0a',
    ].join(''),
    'hex',
  )

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click()
}

async function run(page: Page, rows: number): Promise<void> {
  await page.getByRole('button', { name: `导入 ${rows} 行` }).click()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()
}

test('a messy table is pasted into a new form, and becomes records of it', async () => {
  await onPage(at.browser, { name: 'import-paste', ...at.admin.signedIn() }, async page => {
    await page.goto('/imports/new')
    await assertAccessibleInBothThemes(page)
    await page.getByLabel(/粘贴到这里/).fill(MESSY)
    await page.waitForURL(/\/imports\/imp_/)
    // Nothing that is there fits it: its name is asked for at once.
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
    await page.getByLabel('新表单的名称').fill('合同')
    await assertAccessibleInBothThemes(page)
    await next(page)
    await page.getByText('金额（元）').first().waitFor()
    await assertAccessibleInBothThemes(page)
    await next(page)
    await page.getByText('年度框架采购').first().waitFor()
    await assertAccessibleInBothThemes(page)
    await run(page, 3)
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '查看合同' }).click()
    const grid = new Grid(page)
    await page.getByRole('grid').waitFor()
    await grid.expectTotal(3)
    await page.getByRole('grid').getByText('年度框架采购').waitFor()
    await page.getByRole('grid').getByText('执行中').first().waitFor()
    assert.equal(await page.getByRole('grid').getByText('合计').count(), 0)
  })
})

test('an old csv is read in its own encoding, and an unknown owner becomes a member', async () => {
  await onPage(at.browser, { name: 'import-gbk', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await page.getByRole('button', { name: '导入' }).first().click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '线索.csv', mimeType: 'text/csv', buffer: gbk() })
    await page.waitForURL(/\/imports\/imp_/)
    await page.getByText(/GBK/).first().waitFor()
    await next(page)
    await page.getByRole('button', { name: '1 个值待处理' }).click()
    await page.getByText('1 个名字不在成员里').waitFor()
    await pick(page, page.getByRole('combobox', { name: /王芳/ }), '新建成员“王芳”')
    await next(page)
    await page.getByText('汉江重工').first().waitFor()
    await run(page, 2)
    await page.getByRole('button', { name: '查看线索' }).click()
    const grid = new Grid(page)
    await page.getByRole('grid').waitFor()
    await grid.expectTotal(2)
    await page.getByRole('grid').getByText('王芳').first().waitFor()
  })
  const { items } = await at.admin.ask('GET', '/people')
  assert.ok(items.some((person: { name: string }) => person.name === '王芳'))
})

test('an import is taken back as a whole, but for what somebody changed since', async () => {
  await onPage(at.browser, { name: 'import-undo', ...at.admin.signedIn() }, async page => {
    await page.goto('/imports/new?form=customer')
    await page
      .getByLabel(/粘贴到这里/)
      .fill('客户名称\t所在地区\n撤销一号\t杭州\n撤销二号\t宁波\n撤销三号\t温州')
    await page.waitForURL(/\/imports\/imp_/)
    await next(page)
    await next(page)
    await run(page, 3)
    const found = await at.admin.ask('POST', '/forms/customer/records/query', {
      filter: { field: 'name', op: 'eq', value: '撤销二号' },
      fields: ['name'],
      size: 1,
    })
    await at.admin.update('customer', found.items[0], { region: '舟山' })
    await page.getByRole('button', { name: '撤销整个导入' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('撤销二号').waitFor()
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await dialog.getByRole('button', { name: '撤销整个导入' }).click()
    await dialog.getByRole('button', { name: '完成' }).click()
    await page.getByText('这次导入已撤销').waitFor()
  })
  await eventually(async () => {
    const { items } = await at.admin.ask('POST', '/forms/customer/records/query', {
      filter: { field: 'name', op: 'starts_with', value: '撤销' },
      fields: ['name'],
      size: 10,
    })
    assert.deepEqual(
      items.map((item: { values: { name: string } }) => item.values.name),
      ['撤销二号'],
    )
  })
})
