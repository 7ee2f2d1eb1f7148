// A first day without a mouse: everything by keys, and always visible where they go.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onPage } from '../harness/browser.ts'
import { ADMIN } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { focusIsSeen, tabTo } from './parts/keyboard.ts'
import { entry } from './parts/record.ts'

// Where most colleagues sit: on the network, by the server's name and plain HTTP.
const at = stage({ lan: true })

const find = async (company: string) => {
  const body = { filter: { field: 'company', op: 'eq', value: company }, fields: ['status', 'contact_name'] }
  return (await at.admin.ask('POST', '/forms/lead/records/query', body)).items[0]
}

test('one signs in, makes a lead, finds it, changes it, follows it up and takes a step back', async () => {
  await onPage(at.browser, { name: 'keyboard-day', baseURL: at.server.origin }, async page => {
    const { keyboard } = page
    await page.goto('/login')
    await tabTo(page, page.getByLabel('登录名、邮箱或手机号'))
    await keyboard.type(ADMIN.login)
    await keyboard.press('Tab')
    await keyboard.type(ADMIN.password)
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: '工作台' }).waitFor()

    // Make one.
    await tabTo(page, page.getByRole('navigation').getByRole('link', { name: '线索' }))
    assert.ok(await focusIsSeen(page), 'the link that Enter opens is seen')
    await keyboard.press('Enter')
    await page.getByText('还没有线索').waitFor()
    await keyboard.press('Alt+n')
    const dialog = page.getByRole('dialog', { name: '新建线索' })
    await tabTo(page, dialog.getByLabel('公司名称'))
    await keyboard.type('绍兴越通建材')
    await tabTo(page, dialog.getByLabel('联系人', { exact: true }))
    await keyboard.type('张工')
    await keyboard.press('Control+Enter')
    await page.getByText('线索已创建').waitFor()

    // Find it.
    await keyboard.press('Escape')
    await eventually(async () => {
      const { items } = await at.admin.ask('GET', '/search?q=sxyt')
      assert.equal(items.length, 1)
    })
    const grid = new Grid(page)
    await grid.settled()
    await keyboard.press('Control+k')
    await page.getByRole('dialog', { name: '搜索与命令' }).getByRole('combobox').waitFor()
    await keyboard.type('sxyt')
    await page.getByRole('option', { name: /绍兴越通建材/ }).waitFor()
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: '绍兴越通建材' }).first().waitFor()

    // Change it.
    await tabTo(page, page.getByRole('button', { name: /^联系人/ }))
    assert.ok(await focusIsSeen(page), 'the value that Enter edits is seen')
    await keyboard.press('Enter')
    const input = page.getByRole('textbox', { name: '联系人', exact: true })
    await input.waitFor()
    await keyboard.press('Control+a')
    await keyboard.type('李工')
    await keyboard.press('Enter')
    await eventually(async () => assert.equal((await find('绍兴越通建材')).values.contact_name, '李工'))

    // Follow it up.
    await tabTo(page, page.getByLabel('跟进内容'))
    await keyboard.type('下周要报价')
    await keyboard.press('Control+Enter')
    await entry(page, '下周要报价').waitFor()

    // Change the stage.
    const path = page.getByRole('toolbar', { name: '跟进状态' })
    const stages = path.getByRole('button')
    await tabTo(page, path.getByRole('button', { name: '新线索' }), 'Shift+Tab')
    await keyboard.press('ArrowRight')
    await eventually(() => assertFocused(stages.nth(1)))
    await keyboard.press('Enter')
    await eventually(async () => assert.equal((await find('绍兴越通建材')).values.status, 'contacted'))

    // Take a step back: the timeline holds what was before.
    await tabTo(page, page.getByRole('button', { name: '恢复跟进状态的旧值' }))
    assert.ok(await focusIsSeen(page), 'the way back is seen')
    await keyboard.press('Enter')
    await eventually(async () => assert.equal((await find('绍兴越通建材')).values.status, 'new'))
  })
})

async function assertFocused(target: { evaluate: (look: (e: Element) => boolean) => Promise<boolean> }) {
  assert.ok(await target.evaluate(element => element === document.activeElement))
}
