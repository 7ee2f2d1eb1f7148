// Somebody leaves: locked out at once, and what they still held goes to others, into the pool, or stays for later.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { stage } from '../harness/stage.ts'
import { pick } from './parts/select.ts'

const at = stage()
/** More than one page of the list, and more than one request holds. */
const MANY = 260

async function leaver(name: string, login: string, leads: number) {
  const seat = await at.admin.seat({ name, login })
  await at.admin.createMany(
    'lead',
    Array.from({ length: leads }, (_, n) => ({
      company: `${name}的客户 ${n}`,
      source: 'website',
      owner: seat.me.id,
    })),
  )
  return seat
}

async function held(owner: string): Promise<number> {
  const filter = { field: 'owner', op: 'eq', value: owner }
  const answer = await at.admin.ask('POST', '/forms/lead/records/query', {
    filter,
    size: 1,
    count: 'exact',
  })
  return answer.count
}

const states = async (): Promise<Map<string, string>> => {
  const { items } = await at.admin.ask('GET', '/people')
  return new Map(items.map((one: { name: string; state: string }) => [one.name, one.state]))
}

async function leave(page: Page, name: string) {
  await page.goto('/settings/people')
  await page.getByRole('button', { name: `${name} 的操作` }).click()
  await page.getByRole('menuitem', { name: '停用…' }).click()
  return page.getByRole('dialog', { name: `停用${name}？` })
}

test('who leaves is locked out, all that they held goes to a colleague, and one undo brings both back', async () => {
  const li = await leaver('李强', 'liqiang', MANY)
  const wang = await at.admin.seat({ name: '王芳', login: 'wangfang' })
  const { id } = await at.admin.create('lead', { company: '有事要办', source: 'website', owner: li.me.id })
  await at.admin.ask('POST', '/tasks', {
    title: '寄样品',
    assignee: li.me.id,
    record: { form: 'lead', id },
  })
  await onPage(at.browser, { name: 'leaving', ...at.admin.signedIn() }, async page => {
    const dialog = await leave(page, '李强')
    await dialog.getByText(`${MANY + 1} 条`).waitFor()
    await dialog.getByText('1 项').waitFor()
    const run = dialog.getByRole('button', { name: '停用', exact: true })
    assert.ok(await run.isDisabled(), 'what they hold is decided about')
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await pick(page, dialog.getByRole('combobox', { name: '全部怎么处理' }), '王芳', '王芳')
    await dialog.getByLabel('备注').fill('李强离职，请接着跟')
    await dialog.getByRole('button', { name: '停用并交接' }).click()
    const told = page.getByRole('status').filter({ hasText: '已停用李强' })
    await told.getByText(`${MANY + 1} 条线索转交给王芳`).waitFor()
    await told.getByText('1 项任务转交给王芳').waitFor()
    assert.equal(await held(wang.me.id), MANY + 1)
    assert.equal((await li.try('GET', '/me')).status, 401, 'the session has ended')
    const gone = page.getByRole('region', { name: /已停用/ })
    await gone.getByRole('button', { name: /^李强 已停用/ }).waitFor()
    const { items } = await wang.ask('GET', '/notices')
    const assigned = items.filter((one: { kind: string }) => one.kind === 'assigned')
    assert.deepEqual(
      assigned.map((one: { params: { count: number } }) => one.params.count),
      [MANY + 1],
      'one notice for one act',
    )
    await told.getByRole('button', { name: '撤销' }).click()
    await page.getByText('已启用李强').waitFor()
    await gone.waitFor({ state: 'detached' })
    assert.equal(await held(li.me.id), MANY + 1)
    assert.equal((await states()).get('李强'), 'active')
    const { items: tasks } = await at.admin.ask('GET', `/tasks?assignee=${li.me.id}`)
    assert.equal(tasks.length, 1)
  })
})

test('what was left is handed over later, from the row, into the pool too; letting in again is one press', async () => {
  const zhao = await leaver('赵云', 'zhaoyun', 3)
  await onPage(
    at.browser,
    { name: 'leaving-later', ...SCREENS.phone, ...at.admin.signedIn() },
    async page => {
      const dialog = await leave(page, '赵云')
      await pick(page, dialog.getByRole('combobox', { name: '线索怎么处理' }), '先不动')
      await dialog.getByRole('button', { name: '停用', exact: true }).tap()
      await page.getByText('已停用赵云').waitFor()
      assert.equal(await held(zhao.me.id), 3)
      const gone = page.getByRole('region', { name: /已停用/ })
      await assertAccessibleInBothThemes(page)
      await gone.getByRole('button', { name: '3 条线索待转交' }).tap()
      const hand = page.getByRole('dialog', { name: '交接赵云名下的记录' })
      await pick(page, hand.getByRole('combobox', { name: '线索怎么处理' }), '放回公海')
      await hand.getByRole('button', { name: '交接', exact: true }).tap()
      await page.getByText('3 条线索放回公海').waitFor()
      await gone.getByRole('button', { name: '3 条线索待转交' }).waitFor({ state: 'detached' })
      assert.equal(await held(zhao.me.id), 0)
      await page.goto('/team')
      assert.equal(await page.getByRole('button', { name: '转交' }).count(), 0)
      await page.goto('/settings/people')
      await gone.getByRole('button', { name: '启用' }).tap()
      await gone.waitFor({ state: 'detached' })
      assert.equal((await states()).get('赵云'), 'active')
    },
  )
})

test('nobody locks themselves out, and a team names who has left after all others', async () => {
  const qian = await leaver('钱伟', 'qianwei', 2)
  await at.admin.ask('PATCH', `/people/${qian.me.id}`, { state: 'disabled' })
  await onPage(at.browser, { name: 'leaving-team', ...at.admin.signedIn() }, async page => {
    await page.goto('/settings/people')
    await page.getByRole('button', { name: `${at.admin.me.name} 的操作` }).click()
    assert.ok(await page.getByRole('menuitem', { name: '不能停用自己' }).isDisabled())
    await page.goto('/team')
    const rows = page.getByRole('table').locator('tbody').last()
    await rows.getByText('已停用').waitFor()
    await rows.getByRole('button', { name: '转交' }).click()
    await page.getByRole('dialog', { name: '交接钱伟名下的记录' }).getByText('2 条').waitFor()
    await assertAccessibleInBothThemes(page, '[role=dialog]')
  })
  assert.equal((await at.admin.try('PATCH', `/people/${at.admin.me.id}`, { state: 'disabled' })).status, 409)
})
