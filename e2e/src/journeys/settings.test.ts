// One's own settings: devices, choices that follow the person; and the recycle bin of the administrator.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { enter } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'

const PASSWORD = 'right-password'
const at = stage()

test('a device that is signed out from elsewhere is out at once', async () => {
  const person = await at.admin.seat({ name: '李强', login: 'liqiang' }, PASSWORD)
  const other = await enter(at.server, '/session', { login: 'liqiang', password: PASSWORD, stay: false })
  await onPage(at.browser, { name: 'devices', ...person.signedIn() }, async page => {
    await page.goto('/settings/sessions')
    await page.getByText('当前设备').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '退出其他所有设备' }).click()
    await page.getByText('其他设备都已退出').waitFor()
    await eventually(async () => assert.equal(await page.getByRole('listitem').count(), 1))
    await assert.rejects(other.ask('GET', '/me'))
    await person.ask('GET', '/me')
  })
})

test('theme, language and zone chosen in one browser hold in the next', async () => {
  const person = await at.admin.seat({ name: '赵云', login: 'zhaoyun' })
  await onPage(at.browser, { name: 'choices', ...person.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('button', { name: '切换深浅色' }).click()
    await eventually(async () => {
      const me = (await person.ask('GET', '/me')) as { theme: string }
      assert.equal(me.theme, 'dark')
    })
    await person.ask('PATCH', '/me', { language: 'en', zone: 'Asia/Tokyo' })
  })
  await onPage(at.browser, { name: 'choices-elsewhere', ...person.signedIn() }, async page => {
    await page.goto('/settings/profile')
    await page.getByText('Tokyo (UTC+9)', { exact: true }).waitFor()
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark')
    const zone = page.getByRole('combobox', { name: 'Time zone' })
    // Found by a city that goes by another’s clock.
    await zone.fill('beijing')
    await zone.press('Enter')
    await page.getByText('Shanghai, Beijing (UTC+8)', { exact: true }).waitFor()
    await eventually(async () => {
      const me = (await person.ask('GET', '/me')) as { zone: string }
      assert.equal(me.zone, 'Asia/Shanghai')
    })
  })
})

test('an administrator brings records back, erases others, and says how long they stay', async () => {
  for (const company of ['回来的', '清除的']) {
    const lead = await at.admin.create('lead', { company })
    await at.admin.ask('POST', '/forms/lead/records/batch', {
      commands: [{ delete: { id: lead.id, rev: lead.rev } }],
    })
  }
  await onPage(at.browser, { name: 'bins', ...at.admin.signedIn() }, async page => {
    await page.goto('/settings/recycle-bin')
    await page.getByRole('checkbox', { name: '选择“回来的”' }).check()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '恢复', exact: true }).click()
    await page.getByText('已恢复 1 条').waitFor()
    await page.getByRole('checkbox', { name: '选择“清除的”' }).check()
    await page.getByRole('button', { name: '彻底清除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '彻底清除' }).click()
    await page.getByText('回收站是空的').waitFor()
    await page.getByRole('radio', { name: '90 天' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '缩短' }).click()
    await eventually(async () => {
      const bins = (await at.admin.ask('GET', '/recycle-bin')) as { keep_days: number }
      assert.equal(bins.keep_days, 90)
    })
  })
})

test('a record comes back from its own row, by its button and by keys', async () => {
  const names = ['按钮恢复', '按键恢复', '留在站里']
  const leads = []
  for (const company of names) leads.push(await at.admin.create('lead', { company }))
  await at.admin.ask('POST', '/forms/lead/records/batch', {
    commands: leads.map(lead => ({ delete: { id: lead.id, rev: lead.rev } })),
  })
  await onPage(at.browser, { name: 'bin-rows', ...at.admin.signedIn() }, async page => {
    await page.goto('/settings/recycle-bin')
    const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    await row('按钮恢复').getByRole('button', { name: '恢复“按钮恢复”' }).click()
    await row('按钮恢复').waitFor({ state: 'detached' })
    for (let step = 0; step < 3; step += 1) {
      await page.keyboard.press('j')
      if ((await row('按键恢复').getAttribute('aria-current')) === 'true') break
    }
    await page.keyboard.press('r')
    await row('按键恢复').waitFor({ state: 'detached' })
    assert.equal(await row('留在站里').getAttribute('aria-current'), 'true', 'keys go on with the next')
    await page.keyboard.press('Space')
    await page.getByText('已选 1 条').waitFor()
    await assertAccessibleInBothThemes(page)
  })
  for (const lead of leads.slice(0, 2)) await at.admin.record('lead', lead.id)
})

test('a bin says when its records go, and is emptied once its name was typed', async () => {
  await at.admin.ask('PUT', '/recycle-bin', { keep_days: 30 })
  const customers = []
  for (let n = 0; n < 25; n += 1) customers.push(await at.admin.create('customer', { name: `清空 ${n}` }))
  await at.admin.ask('POST', '/forms/customer/records/batch', {
    commands: customers.map(one => ({ delete: { id: one.id, rev: one.rev } })),
  })
  await onPage(at.browser, { name: 'bin-empty', ...at.admin.signedIn() }, async page => {
    await page.goto('/settings/recycle-bin')
    await page.getByRole('tab', { name: /客户/ }).click()
    await page.getByText('还有 30 天会清除').first().waitFor()
    await page.getByRole('button', { name: '清空', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /清空“客户”的回收站/ })
    const go = dialog.getByRole('button', { name: '清空' })
    assert.ok(await go.isDisabled())
    await dialog.getByRole('textbox').fill('客户')
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await go.click()
    await page.getByText('已彻底清除 25 条').waitFor()
    const bins = (await at.admin.ask('GET', '/recycle-bin')) as { forms: { form: string; records: number }[] }
    assert.equal(bins.forms.find(bin => bin.form === 'customer')?.records, 0)
  })
})

test('the company is renamed by its administrators, for everybody at once and in the log', async () => {
  const member = await at.admin.seat({ name: '何静', login: 'hejing' })
  const before = ((await at.admin.ask('GET', '/me')) as { workspace: { name: string } }).workspace.name
  await onPage(at.browser, { name: 'company-member', ...member.signedIn() }, async theirs => {
    await theirs.goto('/')
    await theirs.getByRole('navigation').getByText(before, { exact: true }).waitFor()
    await onPage(at.browser, { name: 'company', ...at.admin.signedIn() }, async page => {
      await page.goto('/settings/company')
      const name = page.getByRole('textbox', { name: '企业名称' })
      await name.fill('海蓝科技（青岛）')
      await assertAccessibleInBothThemes(page)
      await name.press('Enter')
      await page.getByRole('navigation', { name: '导航' }).getByText('海蓝科技（青岛）').waitFor()
    })
    await theirs.getByRole('navigation').getByText('海蓝科技（青岛）').waitFor()
  })
  const status = (await at.admin.ask('GET', '/status')) as { workspace: { name: string } }
  assert.equal(status.workspace.name, '海蓝科技（青岛）')
  await at.admin.ask('PATCH', '/workspace', { name: before })
})

test('a member finds no administration', async () => {
  const person = await at.admin.seat({ name: '孙悦', login: 'sunyue' })
  await onPage(at.browser, { name: 'no-bins', ...person.signedIn() }, async page => {
    await page.goto('/settings/recycle-bin')
    await page.getByText('没有权限').waitFor()
    assert.equal(await page.getByRole('link', { name: '回收站' }).count(), 0)
  })
})

test('the bin is searched, and a record is erased from its own menu once its name was typed', async () => {
  const leads = []
  for (const company of ['台州水泵', '丽水竹业']) leads.push(await at.admin.create('lead', { company }))
  await at.admin.ask('POST', '/forms/lead/records/batch', {
    commands: leads.map(lead => ({ delete: { id: lead.id, rev: lead.rev } })),
  })
  const live = await at.admin.create('lead', { company: '义乌百货' })
  await onPage(at.browser, { name: 'bin-search', ...at.admin.signedIn() }, async page => {
    await page.goto('/settings/recycle-bin')
    await page.getByText('丽水竹业').waitFor()
    await page.getByRole('searchbox', { name: '在回收站里搜索' }).fill('水泵')
    await page.getByText('丽水竹业').waitFor({ state: 'detached' })
    await page.getByText('台州水泵').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.goto(`/f/lead/${live.id}`)
    await page.getByRole('main').getByRole('button', { name: '更多', exact: true }).click()
    await page.getByRole('menuitem', { name: '彻底清除…' }).click()
    const dialog = page.getByRole('dialog', { name: '彻底清除“义乌百货”？' })
    const erase = dialog.getByRole('button', { name: '彻底清除' })
    assert.equal(await erase.isDisabled(), true)
    await dialog.getByRole('textbox').fill('义乌')
    assert.equal(await erase.isDisabled(), true)
    await dialog.getByRole('textbox').fill('义乌百货')
    await assertAccessibleInBothThemes(page)
    await erase.click()
    await page.waitForURL(/\/f\/lead(\?|$)/)
    await assert.rejects(at.admin.record('lead', live.id))
  })
})

test('links say that only this machine opens them, until an address is settled', async () => {
  await onPage(
    at.browser,
    { name: 'address', expectedErrors: [/status of 422/], ...at.admin.signedIn() },
    async page => {
      const add = async (line: string) => {
        await page.goto('/settings/people')
        await page.getByRole('button', { name: '批量添加' }).click()
        const dialog = page.getByRole('dialog', { name: '批量添加' })
        await dialog.getByRole('textbox').fill(line)
        return dialog
      }
      const short = await add('王芳 12345')
      await short.getByText(/电话格式不对/).waitFor()
      const dialog = await add('王芳 13800001111')
      await dialog.getByRole('button', { name: '添加 1 人' }).click()
      await page.getByText('这个链接只能在本机打开').waitFor()
      await assertAccessibleInBothThemes(page)
      await page.getByRole('link', { name: '开启局域网访问' }).click()
      await page.getByLabel('访问地址').fill('我的 服务器')
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByText('网址格式不对').waitFor()
      await page.getByLabel('访问地址').fill('crm.example.com')
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByText('http://crm.example.com', { exact: true }).waitFor()
      await assertAccessibleInBothThemes(page)
      const next = await add('李强 13800002222')
      await next.getByRole('button', { name: '添加 1 人' }).click()
      const links = page.getByRole('dialog', { name: '邀请链接' })
      assert.match((await links.locator('code').textContent()) ?? '', /^http:\/\/crm\.example\.com\/invite\//)
      assert.equal(await page.getByText('只能在本机打开').count(), 0)
      await at.admin.ask('PUT', '/lan', { address: '' })
    },
  )
})
