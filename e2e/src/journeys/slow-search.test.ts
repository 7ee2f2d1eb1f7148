// A line that takes its time: whoever types a name and presses Enter gets whom they named, or nobody.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'

const at = stage({}, async admin => {
  await admin.seat({ login: 'anqi', name: '安琪' })
  await admin.seat({ login: 'wangfangfang', name: '王芳芳' })
  await admin.seat({ login: 'wangfang', name: '王芳' })
  await admin.createMany('lead', leads(20))
})

const SLOW_MS = 2_500

/** Answers to what is typed into a list of people come late. */
async function slowly(page: Page): Promise<void> {
  await page.route(/\/fields\/owner\/options\?/, async route => {
    await new Promise(late => setTimeout(late, SLOW_MS))
    await route.continue()
  })
}

test('a name typed into an owner’s cell and confirmed at once is the owner', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'slow-owner', ...at.admin.signedIn() }, async page => {
    await slowly(page)
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(3, '负责人')).click()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: /安琪/ }).first().waitFor({ state: 'attached' })
    await page.keyboard.type('wangfang')
    await page.keyboard.press('Enter')
    await page.getByText('正在查找“wangfang”…').waitFor()
    await grid.expectText(3, '负责人', /王芳$/)
  })
})

test('a name typed into the dialog that hands records over is whom they go to', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'slow-assign', ...at.admin.signedIn() }, async page => {
    await slowly(page)
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const gutter = grid.page.locator('[data-line="4"] [role=gridcell][aria-colindex="1"]')
    await gutter.hover()
    await gutter.getByRole('checkbox').click()
    await page.getByRole('button', { name: '分配', exact: true }).click()
    const box = page.getByRole('dialog').getByRole('combobox', { name: '分配给' })
    await box.click()
    await page.getByRole('option', { name: /安琪/ }).first().waitFor({ state: 'attached' })
    await page.keyboard.type('王芳')
    await page.keyboard.press('Enter')
    await page.getByText('正在查找“王芳”…').waitFor()
    await page.getByRole('dialog').getByText('王芳', { exact: true }).first().waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '分配', exact: true }).click()
    await page.getByText(/^已把 1 条分配给王芳$/).waitFor()
    assert.equal(await page.getByText(/安琪/).count(), 0)
  })
})

test('a status is found by its pinyin', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'pinyin-option', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(1, '跟进状态')).click()
    await page.keyboard.type('yilian')
    await page.locator('.ant-select-item-option').getByText('已联系').waitFor()
    await page.keyboard.press('Enter')
    await grid.expectText(1, '跟进状态', '已联系')
  })
})

test('a link that was cut off opens the list, and says what is missing', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'cut-link', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, `/f/lead?filter=${encodeURIComponent('{"and":[{"fie')}`)
    assert.equal(await grid.total(), 20)
    await page.getByText('链接不完整，筛选没有带上').waitFor()
    await page.getByRole('button', { name: '关闭' }).click()
    await page.getByText('链接不完整').waitFor({ state: 'detached' })
    assert.doesNotMatch(page.url(), /cut|filter/)
  })
})
