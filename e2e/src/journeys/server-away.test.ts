// The server goes away while somebody works: nothing typed is lost, and the page stays.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import type { Client } from '../harness/client.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Board } from './parts/board.ts'
import { paste } from './parts/clipboard.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'
import { value } from './parts/record.ts'
import { pick } from './parts/select.ts'

const at = stage({}, admin => admin.createMany('lead', leads(20)))
const expectedErrors = [/Failed to load resource/, /net::ERR/, /dynamically imported module/]
const AWAY = /\/(api\/v1|assets)\//

/** A server whose machine is on the network and does not answer. */
const leave = (page: Page) => page.route(AWAY, route => route.abort('connectionrefused'))
const comeBack = (page: Page) => page.unroute(AWAY)

/** From now on it is this person who sits there. */
async function signIn(page: Page, person: Client): Promise<void> {
  await page.context().clearCookies()
  await page.context().addCookies([{ name: 'clew_session', value: person.cookie, url: at.server.origin }])
}

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
      await page.getByRole('alert').getByText('1 处修改等待保存').waitFor()
      await grid.expectText(2, '联系人', '刘洋')
      const mark = (await grid.cell(2, '联系人')).getByRole('button', { name: '未保存 · 重试' })
      await mark.waitFor()
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
  'a paste waits over a reload for its writer, and nobody else sees or sends it',
  ON_ONE_DATABASE,
  async () => {
    const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
    const away = [...expectedErrors, /Failed to fetch/]
    await onPage(
      at.browser,
      { name: 'away-paste', ...at.admin.signedIn(), expectedErrors: away },
      async page => {
        const grid = await Grid.open(page, '/f/lead?sort=company')
        const before = await grid.text(5, '联系人')
        await (await grid.cell(5, '联系人')).click()
        await leave(page)
        await paste(page, '周一\n周二\n周三')
        await page.getByRole('alert').getByText('3 处修改等待保存').waitFor()
        await grid.expectText(7, '联系人', '周三')
        await (await grid.cell(6, '联系人')).getByRole('button', { name: '未保存 · 重试' }).waitFor()
        // Somebody else sits down at the same machine.
        await signIn(page, colleague)
        await comeBack(page)
        const writes: string[] = []
        page.on('request', request => {
          if (/batch$/.test(request.url())) writes.push(request.url())
        })
        await page.goto('about:blank')
        const theirs = await Grid.open(page, '/f/lead?sort=company')
        await theirs.expectText(5, '联系人', before)
        assert.equal(await page.getByRole('button', { name: '未保存 · 重试' }).count(), 0)
        assert.deepEqual(writes, [])
        // And then its writer comes back.
        await signIn(page, at.admin)
        await page.goto('about:blank')
        const again = await Grid.open(page, '/f/lead?sort=company')
        await again.expectText(6, '联系人', '周二')
        await page.getByRole('button', { name: '未保存 · 重试' }).first().waitFor({ state: 'detached' })
        assert.equal(writes.length, 1)
        await page.reload()
        await again.settled()
        for (const [row, text] of ['周一', '周二', '周三'].entries())
          await again.expectText(row + 5, '联系人', text)
      },
    )
  },
)

test('work on many records waits as well, and is undone before it was sent', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'away-bulk', ...at.admin.signedIn(), expectedErrors }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const before = [await grid.text(14, '来源'), await grid.text(15, '来源')]
    const change = async () => {
      for (const row of [14, 15]) {
        await (await grid.cell(row, '公司名称')).click({ position: { x: 5, y: 5 } })
        await page.keyboard.press('Space')
      }
      await page.getByRole('button', { name: '批量编辑' }).click()
      const dialog = page.getByRole('dialog', { name: '编辑 2 条记录' })
      await pick(page, dialog.getByRole('combobox', { name: '字段' }), '来源', '来源')
      await pick(page, dialog.getByRole('combobox', { name: '来源' }), '转介绍')
      return dialog
    }
    const dialog = await change()
    await leave(page)
    await dialog.getByRole('button', { name: /^修改 \d 条$/ }).click()
    await page.getByText(/^连不上服务器，\d 处修改等待保存$/).waitFor()
    await grid.expectText(14, '来源', /^转介绍/)
    await page.getByRole('button', { name: '撤销' }).last().click()
    await grid.expectText(15, '来源', before[1] ?? '')
    await page
      .getByText(/处修改等待保存/)
      .last()
      .waitFor({ state: 'detached' })
    const again = await change()
    await again.getByRole('button', { name: /^修改 \d 条$/ }).click()
    await grid.expectText(14, '来源', /^转介绍/)
    await comeBack(page)
    await page.getByRole('button', { name: '未保存 · 重试' }).first().waitFor({ state: 'detached' })
    await page.reload()
    await grid.settled()
    for (const row of [14, 15]) await grid.expectText(row, '来源', '转介绍')
  })
})

test('deletions wait as well, marked until they are done', ON_ONE_DATABASE, async () => {
  const names = ['断线时删除的甲', '断线时删除的乙']
  for (const company of names) await at.admin.create('lead', { company, status: 'new' })
  await onPage(at.browser, { name: 'away-delete', ...at.admin.signedIn(), expectedErrors }, async page => {
    const grid = await Grid.open(page, '/f/lead?q=断线时删除')
    for (const row of [1, 2]) {
      await (await grid.cell(row, '公司名称')).click({ position: { x: 5, y: 5 } })
      await page.keyboard.press('Space')
    }
    await leave(page)
    await page.getByRole('toolbar').getByRole('button', { name: '删除' }).click()
    await page.getByText('连不上服务器，2 条等待删除').waitFor()
    await page.getByRole('button', { name: '等待删除 · 重试' }).first().waitFor()
    await comeBack(page)
    await page.getByText('没有符合条件的记录').waitFor()
    await page.reload()
    await page.getByText('没有符合条件的记录').waitFor()
  })
})

test('what the server will not take later is told with its value, and mended', ON_ONE_DATABASE, async () => {
  const refused = [...expectedErrors, /status of 422/]
  await onPage(
    at.browser,
    { name: 'away-refused', ...at.admin.signedIn(), expectedErrors: refused },
    async page => {
      const grid = await Grid.open(page, '/f/lead?sort=company')
      await leave(page)
      await (await grid.cell(9, '手机')).click()
      await page.keyboard.type('123')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('1 处修改等待保存').waitFor()
      await comeBack(page)
      await page.getByText('1 处修改没能保存').waitFor()
      const cell = await grid.cell(9, '手机')
      assert.match((await cell.locator('[data-refused]').textContent()) ?? '', /123.*不是电话号码/)
      await page.reload()
      await grid.settled()
      await cell.locator('[data-refused]').waitFor()
      await cell.click()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+A')
      await page.keyboard.type('13911112222')
      await page.keyboard.press('Enter')
      await grid.expectText(9, '手机', /139 1111 2222/)
      await page.getByText('1 处修改没能保存').waitFor({ state: 'detached' })
    },
  )
})

test('an edit waits for its writer to sign in again', ON_ONE_DATABASE, async () => {
  const ended = [...expectedErrors, /status of 401/]
  await onPage(
    at.browser,
    { name: 'away-401', ...at.admin.signedIn(), expectedErrors: ended },
    async page => {
      const grid = await Grid.open(page, '/f/lead?sort=company')
      await page.context().clearCookies()
      await (await grid.cell(11, '联系人')).click()
      await page.keyboard.type('还没登录')
      await page.keyboard.press('Enter')
      await page.getByText('登录已过期，1 处修改等待保存').waitFor()
      await grid.expectText(11, '联系人', '还没登录')
      await page.getByRole('button', { name: '重新登录' }).click()
      await page.waitForURL(/login/)
      await signIn(page, at.admin)
      await page.goto('/f/lead?sort=company')
      await grid.settled()
      await grid.expectText(11, '联系人', '还没登录')
      await page.getByRole('button', { name: '未保存 · 重试' }).first().waitFor({ state: 'detached' })
      await page.reload()
      await grid.settled()
      await grid.expectText(11, '联系人', '还没登录')
    },
  )
})

test('a field of a record and a card of a board wait as well', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '断线时移动的卡片', status: 'new' })
  await onPage(at.browser, { name: 'away-board', ...at.admin.signedIn(), expectedErrors }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await value(page, '联系人').click()
    await page.getByRole('textbox', { name: '联系人' }).waitFor()
    await leave(page)
    await page.keyboard.type('钱进')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '未保存 · 重试' }).waitFor()
    await comeBack(page)
    await page.getByRole('button', { name: '未保存 · 重试' }).waitFor({ state: 'detached' })
    const title = '断线时移动的卡片'
    const board = await Board.open(page, '/f/lead?kind=kanban&q=断线时')
    await leave(page)
    await board.drag(title, '已联系')
    await page.getByRole('alert').getByText('1 处修改等待保存').waitFor()
    await board.card(title, '已联系').getByText('未保存').waitFor()
    await comeBack(page)
    await board.card(title, '已联系').getByText('未保存').waitFor({ state: 'detached' })
    await board.expectCount('已联系', 1)
    await page.reload()
    await board.card(title, '已联系').waitFor()
  })
})

test(
  'a page whose code was not fetched while the server was away says so and can be asked for again',
  ON_ONE_DATABASE,
  async () => {
    await onPage(at.browser, { name: 'away-code', ...at.admin.signedIn(), expectedErrors }, async page => {
      await Grid.open(page, '/f/lead')
      await leave(page)
      // Gone with the page if it were loaded anew.
      const same = page.locator('html[data-same]')
      await page.evaluate(() => document.documentElement.setAttribute('data-same', ''))
      await page.getByRole('radio', { name: '看板' }).click()
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

test(
  'a part of a page whose code was not fetched leaves the page alone, and comes when it is asked for again',
  ON_ONE_DATABASE,
  async () => {
    await onPage(at.browser, { name: 'away-part', ...at.admin.signedIn(), expectedErrors }, async page => {
      const grid = await Grid.open(page, '/f/lead?sort=company')
      const name = await grid.text(2, '公司名称')
      await leave(page)
      await page.evaluate(() => document.documentElement.setAttribute('data-same', ''))
      await page.getByRole('button', { name: '反馈', exact: true }).click()
      const again = page.locator('[data-toaster]').getByRole('button', { name: '重试' })
      await again.click()
      await again.waitFor()
      await grid.expectText(2, '公司名称', name)
      await comeBack(page)
      await again.click()
      await page.getByRole('dialog').waitFor()
      assert.equal(await page.locator('html[data-same]').count(), 1)
    })
  },
)
