// What a person may not see does not exist for them, on any surface.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const at = stage()

/** Everything the server answers to this page from now on, but for its own scripts. */
async function listen(page: Page): Promise<() => string> {
  const said: string[] = []
  await page.route(
    url => url.pathname.startsWith('/api/') && !url.pathname.endsWith('/live'),
    async route => {
      const request = route.request()
      const asked = new URL(request.url())
      // Asked from outside the browser, where only the address leads there; for the server it is the same.
      const headers = { ...(await request.allHeaders()), host: asked.host }
      const response = await route.fetch({ url: asked.href.replace(asked.origin, at.server.url), headers })
      said.push(await response.text())
      await route.fulfill({ response })
    },
  )
  return () => said.join('\n')
}

/** What the page says, without the number of the request. */
const words = async (page: Page): Promise<string> => {
  await page.getByText('找不到这条内容').waitFor()
  return ((await page.getByRole('main').textContent()) ?? '').replace(/req_[0-9a-z]+/g, '')
}

test('a hidden record answers as one that does not exist', async () => {
  const member = await at.admin.seat({ name: '李强', login: 'liqiang' })
  const hidden = await at.admin.create('lead', { company: '看不见的公司' })
  const missing = `rec_${'0'.repeat(25)}1`
  await onPage(
    at.browser,
    { name: 'hidden', ...member.signedIn(), expectedErrors: [/status of 404/] },
    async page => {
      await page.goto(`/f/lead/${hidden.id}`)
      const one = await words(page)
      await page.goto(`/f/lead/${missing}`)
      assert.equal(one, await words(page))
    },
  )
  const strip = ({ status, body }: { status: number; body: Record<string, unknown> }) => ({
    status,
    ...body,
    request: '',
  })
  for (const path of ['', '/history', '/activities', '/links']) {
    const one = await member.try('GET', `/forms/lead/records/${hidden.id}${path}`)
    const none = await member.try('GET', `/forms/lead/records/${missing}${path}`)
    assert.equal(one.status, 404)
    assert.deepEqual(strip(one), strip(none))
  }
})

test('a hidden field is nowhere on a page and in no answer', async () => {
  const member = await at.admin.seat({ name: '王芳', login: 'wangfang' })
  const lead = await at.admin.create('lead', {
    company: '有成本的线索',
    channel_cost: '8888.88',
    owner: member.me.id,
  })
  await at.admin.update('lead', lead, { channel_cost: '7777.77' })
  await onPage(at.browser, { name: 'hidden-field', ...member.signedIn() }, async page => {
    const said = await listen(page)
    const grid = await Grid.open(page, '/f/lead')
    await grid.expectText(1, '公司名称', '有成本的线索')
    await page.getByRole('button', { name: '字段', exact: true }).click()
    await page.getByRole('checkbox', { name: '行业' }).waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByText('创建了记录').waitFor()
    await page.getByText('更多资料').waitFor()
    await page.goto('/f/lead?new=true')
    await page.getByRole('dialog', { name: '新建线索' }).getByLabel('公司名称').waitFor()
    const all = `${await page.content()}${said()}`
    for (const secret of ['获客成本', 'channel_cost', '8,888', '8888.88', '7,777', '7777.77'])
      assert.ok(!all.includes(secret), `${secret} is told`)
    assert.ok(all.includes('有成本的线索'))
  })
  for (const body of [
    { filter: { field: 'channel_cost', op: 'gt', value: '1' } },
    { sort: [{ field: 'channel_cost', descending: true }] },
    { fields: ['channel_cost'] },
  ])
    assert.ok((await member.try('POST', '/forms/lead/records/query', { size: 10, ...body })).status >= 400)
})

test('a member exports nothing, administers nothing and designs nothing', async () => {
  const member = await at.admin.seat({ name: '赵云', login: 'zhaoyun' })
  await onPage(
    at.browser,
    { name: 'member', ...member.signedIn(), expectedErrors: [/status of 403/] },
    async page => {
      await Grid.open(page, '/f/lead')
      assert.equal(await page.getByRole('button', { name: /导出/ }).count(), 0)
      assert.equal(await page.getByText('设计线索').count(), 0)
      await page.goto('/settings/people')
      await page.getByText('没有权限').waitFor()
      assert.equal(await page.getByRole('link', { name: 'Webhook 推送' }).count(), 0)
    },
  )
  const form = await member.ask('GET', '/forms/lead')
  assert.equal(form.can.export, false)
  for (const path of ['/webhooks', '/api-keys', '/lan', '/forms/lead/draft'])
    assert.ok([403, 404].includes((await member.try('GET', path)).status), path)
})
