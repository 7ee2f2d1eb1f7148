// The server goes away while somebody works: nothing typed is lost, and the page stays.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'

const at = stage({}, admin => admin.createMany('lead', leads(20)))
const expectedErrors = [/Failed to load resource/, /net::ERR/, /dynamically imported module/]
const AWAY = /\/(api\/v1|assets)\//

/** A server whose machine is on the network and does not answer. */
const leave = (page: Page) => page.route(AWAY, route => route.abort('connectionrefused'))
const comeBack = (page: Page) => page.unroute(AWAY)

test(
  'edits of cells and fields wait for the server, marked, and are sent in order',
  ON_ONE_DATABASE,
  async () => {
    await onPage(at.browser, { name: 'away-edits', ...at.admin.signedIn(), expectedErrors }, async page => {
      const grid = await Grid.open(page, '/f/lead?sort=company')
      await leave(page)
      for (const text of ['何静', '刘洋']) {
        await (await grid.cell(2, '联系人')).click()
        await page.keyboard.type(text)
        await page.keyboard.press('Enter')
      }
      await page.getByRole('alert').getByText('1 处修改还没保存').waitFor()
      await grid.expectText(2, '联系人', '刘洋')
      const mark = (await grid.cell(2, '联系人')).getByRole('button', { name: '未保存 · 重试' })
      await mark.waitFor()
      const stays = await page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })))
      assert.equal(stays, false)
      await comeBack(page)
      await mark.click()
      await mark.waitFor({ state: 'detached' })
      await page.reload()
      await grid.settled()
      await grid.expectText(2, '联系人', '刘洋')
    })
  },
)

test(
  'what was not fetched while the server was away says so and can be asked for again',
  ON_ONE_DATABASE,
  async () => {
    await onPage(at.browser, { name: 'away-code', ...at.admin.signedIn(), expectedErrors }, async page => {
      await Grid.open(page, '/f/lead')
      await leave(page)
      // Gone with the page if it were loaded anew.
      const same = page.locator('html[data-same]')
      await page.evaluate(() => document.documentElement.setAttribute('data-same', ''))
      await page.getByRole('button', { name: /新建线索/ }).click()
      const again = page.getByRole('main').getByRole('button', { name: '重试' })
      await again.waitFor()
      await again.click()
      await page.getByRole('main').getByText('连不上服务器').waitFor()
      assert.equal(new URL(page.url()).pathname, '/f/lead')
      assert.equal(await same.count(), 1)
      await comeBack(page)
      await again.click()
      await same.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: /新建线索/ }).waitFor()
    })
  },
)
