// The bell: it rings, counts, leads to what it tells of, and is silent where one wants it silent.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'

const at = stage()

async function give(company: string, to: string): Promise<void> {
  const lead = await at.admin.create('lead', { company })
  await at.admin.update('lead', lead, { owner: to })
}

test('a record that becomes mine rings, is counted in the tab, and is read by opening it', async () => {
  const person = await at.admin.seat({ name: '李强', login: 'liqiang' })
  await onPage(at.browser, { name: 'bell', ...person.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('button', { name: '消息', exact: true }).waitFor()
    await give('绍兴海晟染整', person.me.id)
    const told = page.getByRole('status').getByText('“绍兴海晟染整”分配给了你')
    await told.waitFor()
    await eventually(async () => assert.match(await page.title(), /^\(1\) /))
    await page.getByRole('button', { name: '消息，1 条未读' }).click()
    const bell = page.getByRole('dialog', { name: /消息/ })
    await assertAccessibleInBothThemes(page)
    await bell.getByRole('button', { name: /绍兴海晟染整/ }).click()
    await page.getByRole('heading', { name: '绍兴海晟染整' }).first().waitFor()
    await page.getByRole('button', { name: '消息', exact: true }).click()
    await page.getByText('没有未读消息').waitFor()
    await page.getByRole('dialog').getByRole('radio', { name: '全部' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /绍兴海晟染整/ })
      .waitFor()
  })
})

test('a kind that is silent does not pop up, also in another browser, and is counted all the same', async () => {
  const person = await at.admin.seat({ name: '王芳', login: 'wangfang' })
  await onPage(at.browser, { name: 'silent', ...person.signedIn() }, async page => {
    await page.goto('/settings/notices')
    await page.getByRole('switch', { name: '记录分配给我' }).click()
    await eventually(async () =>
      assert.deepEqual(await person.ask('GET', '/me/preferences'), { silent: ['assigned'] }),
    )
    await assertAccessibleInBothThemes(page)
  })
  await onPage(at.browser, { name: 'silent-elsewhere', ...person.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('button', { name: '消息', exact: true }).waitFor()
    await give('宁波新港物流', person.me.id)
    await page.getByRole('button', { name: '消息，1 条未读' }).waitFor()
    assert.equal(await page.getByRole('status').getByText('宁波新港物流').count(), 0)
    await page.goto('/notices')
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await page.getByRole('button', { name: '消息', exact: true }).waitFor()
  })
})

test('who had a record is told who gave it to whom and why, and is led nowhere they cannot look', async () => {
  const [li, wang] = [
    await at.admin.seat({ name: '李雷', login: 'lilei' }),
    await at.admin.seat({ name: '韩梅', login: 'hanmei' }),
  ]
  const lead = await li.create('lead', { company: '嘉兴永固紧固件' })
  await onPage(at.browser, { name: 'bell-taken', ...li.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('button', { name: '消息', exact: true }).waitFor()
    const { batch } = await at.admin.ask('POST', '/forms/lead/records/batch', {
      commands: [
        { note: { id: lead.id, text: '客户换了区域' } },
        { update: { id: lead.id, rev: lead.rev, values: { owner: wang.me.id } } },
      ],
    })
    const told = new RegExp(`${at.admin.me.name}把你的“嘉兴永固紧固件”分配给了韩梅：客户换了区域`)
    await page.getByRole('status').getByText(told).waitFor()
    assert.equal(await page.getByRole('status').getByRole('button', { name: '查看' }).count(), 0)
    await page.getByRole('button', { name: '消息，1 条未读' }).click()
    const bell = page.getByRole('dialog', { name: /消息/ })
    await bell.getByText('这条记录你现在看不到了').waitFor()
    await assertAccessibleInBothThemes(page)
    // Taken back before it was read: it rings no more, and the list says why.
    await at.admin.ask('POST', `/batches/${batch}/undo`, {})
    await page.getByRole('button', { name: '消息', exact: true }).waitFor()
    await bell.getByRole('radio', { name: '全部' }).click()
    const undone = bell.getByRole('button', { name: /分配给了韩梅.*（已撤销）/ })
    await undone.click()
    await page.getByRole('heading', { name: '嘉兴永固紧固件' }).first().waitFor()
  })
  assert.equal((await wang.ask('GET', '/notices')).unread, 0)
})

test('on the phone, and with the navigation put away, it rings and is counted all the same', async () => {
  const person = await at.admin.seat({ name: '孙丽', login: 'sunli' })
  await onPage(at.browser, { name: 'bell-phone', ...SCREENS.phone, ...person.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('link', { name: '我的', exact: true }).waitFor()
    await give('台州明远模具', person.me.id)
    await page.getByRole('status').getByText('“台州明远模具”分配给了你').waitFor()
    await page.getByRole('link', { name: '1 我的', exact: true }).waitFor()
    await assertAccessibleInBothThemes(page)
  })
  await onPage(at.browser, { name: 'bell-away', ...person.signedIn() }, async page => {
    await page.addInitScript(() => localStorage.setItem('clew.nav-hidden', 'true'))
    await page.goto('/')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    assert.equal(await page.getByRole('navigation', { name: '导航' }).count(), 0)
    await eventually(async () => assert.match(await page.title(), /^\(1\) /))
    await give('温州瓯海五金', person.me.id)
    await page.getByRole('status').getByText('“温州瓯海五金”分配给了你').waitFor()
  })
})
