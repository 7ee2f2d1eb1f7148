// Saved views: what is changed is said, saved or taken back; a link shows the same; whose view it is decides who changes it.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { Board } from './parts/board.ts'
import { copiedByButton } from './parts/clipboard.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'
import { fromMenu } from './parts/record.ts'

const at = stage({}, admin => admin.createMany('lead', leads(30)))

const tabs = (page: Page): Locator => page.getByRole('group', { name: '视图', exact: true })
const tab = (page: Page, name: string): Locator => tabs(page).getByRole('button').filter({ hasText: name })
const menu = (page: Page, entry: string) =>
  fromMenu(page, page.getByRole('button', { name: '视图操作' }), entry)
const names = async (page: Page): Promise<string[]> =>
  (await tabs(page).getByRole('button').allTextContents()).filter(Boolean)

async function saveAs(page: Page, name: string, everybody = false): Promise<void> {
  await page.getByRole('button', { name: '新建视图' }).click()
  const dialog = page.getByRole('dialog', { name: '新建视图' })
  await dialog.getByLabel('视图名称').fill(name)
  if (everybody) await dialog.getByRole('radio', { name: '所有人' }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  await tab(page, name).waitFor()
}

async function fold(page: Page): Promise<void> {
  const first = page.locator('[data-board] section').first()
  await first.getByRole('button', { name: /^折叠/ }).click()
  await page.getByRole('region', { name: /已折叠/ }).waitFor()
}

async function sort(page: Page): Promise<void> {
  const address = new URL(page.url())
  address.searchParams.set('sort', 'amount')
  await page.goto(address.href)
  await page.getByText('已修改').waitFor()
}

test('one person looks at a view as they like, and finds it so again', async () => {
  const colleague = await at.admin.seat({ name: '赵敏', login: 'zhaomin', role: 'administrator' })
  await onPage(at.browser, { name: 'views-kind', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead?view=mine')
    await page.getByRole('radio', { name: '看板', exact: true }).click()
    await page.locator('[data-board]').waitFor()
    await tab(page, '全部线索').click()
    await page.getByRole('grid').waitFor()
    await tab(page, '我负责的').click()
    await page.locator('[data-board]').waitFor()
    assert.equal(await page.getByText('已修改').count(), 0)
    assert.match(page.url(), /kind=kanban/, 'a link shows the same')
  })
  await onPage(at.browser, { name: 'views-kind-of-others', ...colleague.signedIn() }, async page => {
    await Grid.open(page, '/f/lead?view=mine')
    assert.equal(await page.locator('[data-board]').count(), 0)
  })
})

test('a change is said, taken back, and saved', async () => {
  await onPage(at.browser, { name: 'views-changed', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await saveAs(page, '我的看板')
    await page.getByRole('radio', { name: '看板', exact: true }).click()
    await page.locator('[data-board]').waitFor()
    assert.equal(await page.getByText('已修改').count(), 0, 'how it is looked at is no change')
    await fold(page)
    assert.equal(await page.getByText('已修改').count(), 0, 'nor is what one folds away')
    await sort(page)
    await page.getByRole('button', { name: '还原' }).click()
    await eventually(async () => assert.equal(await page.getByText('已修改').count(), 0))
    await page.getByRole('region', { name: /已折叠/ }).waitFor()
    await sort(page)
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await eventually(async () => assert.equal(await page.getByText('已修改').count(), 0))
    await menu(page, '以“看板”方式打开此视图')
    await page.getByText('视图“我的看板”已保存').last().waitFor()
    await page.evaluate(() => localStorage.removeItem('clew.kinds'))
    await page.goto(new URL(page.url()).pathname)
    await tab(page, '我的看板').click()
    await page.locator('[data-board]').waitFor()
    await page.getByRole('button', { name: '视图操作' }).click()
    await page.getByRole('menuitem', { name: /^你 · .*修改$/ }).waitFor()
  })
})

test('a link shows a colleague the same, saved or not', async () => {
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  let link = ''
  await onPage(at.browser, { name: 'views-link', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, '/f/lead?kind=kanban&sort=amount')
    await fold(page)
    assert.ok(board)
    await menu(page, '复制链接')
    await page.getByText('链接已复制').waitFor()
    link = await copiedByButton(page)
    assert.match(link, /view=/, 'the view is named, so that another default does not hide it')
  })
  await onPage(at.browser, { name: 'views-linked', ...colleague.signedIn() }, async page => {
    await page.goto(link)
    await page.getByRole('region', { name: /已折叠/ }).waitFor()
    await page.getByText('已修改').waitFor()
  })
})

test('a deleted view comes back at the same address', async () => {
  await onPage(at.browser, { name: 'views-deleted', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead?sort=-amount')
    await saveAs(page, '按金额')
    const address = page.url()
    await menu(page, '删除视图')
    await eventually(async () => assert.equal(await tab(page, '按金额').count(), 0))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await tab(page, '按金额').waitFor()
    await eventually(() => assert.equal(page.url(), address))
  })
})

test("one's own view is nobody else's, and its link says so", async () => {
  const member = await at.admin.seat({ name: '赵云', login: 'zhaoyun' })
  let link = ''
  await onPage(at.browser, { name: 'views-mine', ...member.signedIn() }, async page => {
    await page.goto('/f/lead')
    await page.getByRole('button', { name: '新建视图' }).click()
    await page.getByRole('dialog', { name: '新建视图' }).waitFor()
    assert.equal(await page.getByRole('radio', { name: '所有人' }).count(), 0, 'members share nothing')
    await page.keyboard.press('Escape')
    await saveAs(page, '只给我看')
    link = page.url()
  })
  await onPage(at.browser, { name: 'views-not-mine', ...at.admin.signedIn() }, async page => {
    await page.goto(link)
    await page.getByText('链接里的视图不存在').waitFor()
    assert.equal(await tab(page, '只给我看').count(), 0)
  })
})

test('a locked view is for who made it and administrators to change', async () => {
  const builder = await at.admin.seat({ name: '王芳', login: 'wangfang', role: 'builder' })
  await onPage(at.browser, { name: 'views-lock', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await saveAs(page, '部门视图', true)
    await menu(page, '锁定')
    await tab(page, '部门视图').getByLabel('已锁定').waitFor()
  })
  await onPage(at.browser, { name: 'views-locked', ...builder.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await tab(page, '部门视图').click()
    await page.getByRole('radio', { name: '看板', exact: true }).click()
    await sort(page)
    assert.equal(await page.getByRole('button', { name: '保存', exact: true }).count(), 0)
    await page.getByRole('button', { name: '另存' }).waitFor()
    await page.getByRole('button', { name: '视图操作' }).click()
    assert.equal(await page.getByRole('menuitem', { name: '重命名' }).count(), 0)
  })
})

test('tabs are put in order by menu and by hand, for everyone', async () => {
  await onPage(at.browser, { name: 'views-order', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/customer')
    await saveAs(page, '甲', true)
    await saveAs(page, '乙', true)
    const before = await names(page)
    assert.deepEqual(before.slice(-2), ['甲', '乙'])
    await menu(page, '左移')
    await eventually(async () => assert.deepEqual((await names(page)).slice(-2), ['乙', '甲']))
    const [from, to] = [await tab(page, '甲').boundingBox(), await tab(page, '乙').boundingBox()]
    assert.ok(from && to)
    await page.mouse.move(from.x + 8, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(to.x + 10, to.y + 10, { steps: 8 })
    await page.mouse.up()
    await eventually(async () => assert.deepEqual((await names(page)).slice(-2), ['甲', '乙']))
    await page.reload()
    await eventually(async () => assert.deepEqual((await names(page)).slice(-2), ['甲', '乙']))
  })
})

test("one's own default opens first, for oneself", async () => {
  const other = await at.admin.seat({ name: '孙立', login: 'sunli' })
  await onPage(at.browser, { name: 'views-default', ...other.signedIn() }, async page => {
    await page.goto('/f/contact')
    await saveAs(page, '我先看这个')
    await page.getByRole('button', { name: '视图操作' }).click()
    const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
    await page.getByRole('menuitemcheckbox', { name: '设为我的默认视图' }).click()
    await saved
  })
  await onPage(at.browser, { name: 'views-default-next', ...other.signedIn() }, async page => {
    await page.goto('/f/contact')
    await page.locator('button[aria-current=page]', { hasText: '我先看这个' }).waitFor()
    assert.match(page.url(), /view=v_/, 'the address says which view it is')
  })
})
