// Whoever clicks twice, or presses Enter twice, means it once.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'
import { pick } from './parts/select.ts'

let lead = ''
const at = stage({}, async admin => {
  await admin.seat({ name: '王芳', login: 'wangfang' })
  await admin.createMany('lead', leads(6))
  lead = (await admin.create('lead', { company: '绍兴双击印染' })).id
})

/** Walks as the administrator. */
const walk = (name: string, steps: (page: Page) => Promise<void>) =>
  onPage(at.browser, { name: `double-click-${name}`, ...at.admin.signedIn() }, steps)

/** What is listed under an address, once it stays as it is. */
async function listed(path: string): Promise<unknown[]> {
  const read = async () => {
    const answer = await at.admin.ask('GET', path)
    return (Array.isArray(answer) ? answer : answer.items) as unknown[]
  }
  await eventually(async () => assert.ok((await read()).length > 0))
  // A second one would come right behind the first.
  await new Promise(resolve => setTimeout(resolve, 500))
  return read()
}
/** Both halves before anything can be drawn between them, as on a machine that is at work. */
const twice = (button: Locator) =>
  button.evaluate((one: HTMLElement) => {
    one.click()
    one.click()
  })
const named = (items: unknown[], text: string) =>
  items.filter(item => JSON.stringify(item).includes(text)).length

test('a follow-up is written once', async () => {
  await walk('follow-up', async page => {
    await page.goto(`/f/lead/${lead}`)
    await page.getByRole('textbox', { name: '跟进内容' }).fill('只打了一次电话')
    await twice(page.getByRole('button', { name: '保存跟进' }))
    await page.getByText('只打了一次电话').first().waitFor()
    assert.equal(named(await listed(`/forms/lead/records/${lead}/activities`), '只打了一次电话'), 1)
  })
})

test('a view, a task, a feedback, a key and a record are made once', ON_ONE_DATABASE, async () => {
  await walk('made', async page => {
    await page.goto('/f/lead')
    await page.getByRole('button', { name: '新建视图' }).click()
    const view = page.getByRole('dialog', { name: '新建视图' })
    await view.getByLabel('视图名称').fill('一次就好')
    await twice(view.getByRole('button', { name: '保存' }))
    await view.waitFor({ state: 'hidden' })
    assert.equal(named(await listed('/forms/lead/views'), '一次就好'), 1)

    await page.getByRole('button', { name: '反馈' }).click()
    const feedback = page.getByRole('dialog', { name: '反馈：线索' })
    await feedback.getByLabel('反馈内容').fill('只说一遍')
    await twice(feedback.getByRole('button', { name: '发送' }))
    await feedback.waitFor({ state: 'hidden' })
    assert.equal(named(await listed('/feedback'), '只说一遍'), 1)

    await page.goto('/f/lead?new=true')
    const record = page.getByRole('dialog', { name: '新建线索' })
    await record.getByRole('textbox', { name: '公司名称' }).fill('宁波两次回车')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    await record.waitFor({ state: 'hidden' })
    const found = await at.admin.ask('POST', '/forms/lead/records/query', { search: '宁波两次回车' })
    assert.equal(found.items.length, 1)

    await page.goto('/tasks')
    await page.getByRole('textbox', { name: '新任务' }).fill('寄一份样品')
    await twice(page.getByRole('button', { name: '添加', exact: true }))
    await page.getByText('寄一份样品').first().waitFor()
    assert.equal(named(await listed(`/tasks?assignee=${at.admin.me.id}`), '寄一份样品'), 1)

    await page.goto('/settings/keys')
    await page.getByLabel('用途，例如：官网表单').fill('官网')
    await twice(page.getByRole('button', { name: '生成密钥' }))
    await eventually(async () => assert.equal(named(await listed('/api-keys'), '官网'), 1))
  })
})

test('the second half falls on nothing below the dialog that the first closed', ON_ONE_DATABASE, async () => {
  await walk('transfer', async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    for (const line of [0, 1]) {
      const gutter = grid.page.locator(`[data-line="${line}"] [role=gridcell][aria-colindex="1"]`)
      await gutter.hover()
      await gutter.getByRole('checkbox').click()
    }
    await page.getByRole('button', { name: '分配', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '分配 2 条记录' })
    await pick(page, dialog.getByRole('combobox', { name: '分配给' }), '王芳', '王芳')
    await dialog.getByRole('button', { name: '分配', exact: true }).dblclick()
    await page.getByText('已把 2 条分配给王芳').waitFor()
    assert.equal(await page.locator('[role=gridcell] input:not([type=checkbox])').count(), 0)
  })
})

test(
  'the name opens by a click and is edited by a double click; what is typed goes there',
  ON_ONE_DATABASE,
  async () => {
    await walk('name', async page => {
      await page.goto('/f/lead')
      const name = page.getByRole('button', { name: '绍兴双击印染', exact: true })
      await name.hover()
      await page.mouse.down({ clickCount: 1 })
      await page.mouse.up({ clickCount: 1 })
      // As slow as people are: the record has opened before the second half.
      await page.getByRole('complementary', { name: '记录详情' }).waitFor()
      await page.mouse.down({ clickCount: 2 })
      await page.mouse.up({ clickCount: 2 })
      await page.keyboard.press('Control+a')
      await page.keyboard.type('绍兴改名 印染')
      await page.keyboard.press('Enter')
      await eventually(async () => {
        assert.equal((await at.admin.record('lead', lead)).values.company, '绍兴改名 印染')
      })
      assert.equal(await page.getByRole('row', { selected: true }).count(), 0)
      await page.getByRole('button', { name: '绍兴改名 印染', exact: true }).click()
      await page.getByRole('complementary').getByText('绍兴改名 印染').first().waitFor()
    })
  },
)
