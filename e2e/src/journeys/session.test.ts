// Coming in, staying in, going out.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { enter } from '../harness/client.ts'
import { stage } from '../harness/stage.ts'

const REFUSED = [/status of 401/]
const at = stage()

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('登录名、邮箱或手机号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

test('a person signs in by phone, after a wrong password was told, and lands where the link led', async () => {
  await at.admin.seat({ name: '李强', phone: '13900002222' }, 'right-password')
  await onPage(
    at.browser,
    { name: 'sign-in', baseURL: at.server.origin, expectedErrors: REFUSED },
    async page => {
      await page.goto('/f/customer')
      await page.getByText('登录 恒通智造').waitFor()
      await signIn(page, '139 0000 2222', 'wrong-password')
      await page.getByRole('alert').waitFor()
      assert.match((await page.getByRole('alert').textContent()) ?? '', /密码/)
      await assertAccessibleInBothThemes(page)
      await signIn(page, '139 0000 2222', 'right-password')
      await page.getByText('没有你能看到的客户').waitFor()
    },
  )
})

test('who stays signed in comes back after the browser was closed, who does not must sign in', async () => {
  await at.admin.seat({ name: '王芳', login: 'wangfang' }, 'right-password')
  for (const stay of [true, false]) {
    await onPage(
      at.browser,
      { name: `stay-${stay}`, baseURL: at.server.origin, expectedErrors: REFUSED },
      async page => {
        await page.goto('/login')
        const box = page.getByRole('checkbox', { name: '保持登录' })
        if ((await box.isChecked()) !== stay) await box.click()
        await signIn(page, 'wangfang', 'right-password')
        await page.getByRole('heading', { name: '工作台' }).waitFor()
        const [cookie] = await page.context().cookies()
        // A cookie without an end is forgotten with the window.
        assert.equal((cookie?.expires ?? -1) > 0, stay)
        assert.equal(cookie?.httpOnly, true)
        assert.equal(cookie?.sameSite, 'Lax')
      },
    )
  }
})

test('signing out ends the session on the server too', async () => {
  const person = await at.admin.seat({ name: '赵云', login: 'zhaoyun' })
  await onPage(
    at.browser,
    { name: 'sign-out', ...person.signedIn(), expectedErrors: REFUSED },
    async page => {
      await page.goto('/')
      await page.getByRole('button', { name: '赵云' }).click()
      await page.getByRole('menuitem', { name: '退出登录' }).click()
      await page.waitForURL(/\/login/)
      await page.goto('/f/lead')
      await page.waitForURL(/\/login\?/)
    },
  )
  assert.equal((await person.try('GET', '/me')).status, 401)
})

test('a changed password replaces the old one and ends the other sessions', async () => {
  const person = await at.admin.seat({ name: '孙丽', login: 'sunli' }, 'the-old-password')
  const elsewhere = await enter(at.server, '/session', {
    login: 'sunli',
    password: 'the-old-password',
    stay: true,
  })
  await onPage(
    at.browser,
    { name: 'password', ...person.signedIn(), expectedErrors: [/status of 4\d\d/] },
    async page => {
      await page.goto('/settings/profile')
      await page.getByRole('button', { name: '修改密码' }).click()
      const dialog = page.getByRole('dialog', { name: '修改密码' })
      await dialog.getByLabel('当前密码').fill('not-the-password')
      await dialog.getByLabel('新密码').fill('the-new-password')
      await dialog.getByRole('button', { name: '保存' }).click()
      await dialog.getByRole('alert').waitFor()
      await assertAccessibleInBothThemes(page)
      await dialog.getByLabel('当前密码').fill('the-old-password')
      await dialog.getByRole('button', { name: '保存' }).click()
      await page.getByText('密码已修改').waitFor()
      await page.reload()
      await page.getByRole('heading', { name: '设置', exact: true }).waitFor()
    },
  )
  assert.equal((await elsewhere.try('GET', '/me')).status, 401)
  await enter(at.server, '/session', { login: 'sunli', password: 'the-new-password', stay: false })
})

test('a session that ended elsewhere is told above the page, and signing in leads back to it', async () => {
  const person = await at.admin.seat({ name: '吴倩', login: 'wuqian' }, 'right-password')
  await onPage(at.browser, { name: 'ended', ...person.signedIn(), expectedErrors: REFUSED }, async page => {
    await page.goto('/f/lead')
    await page.getByText('没有你能看到的线索').waitFor()
    await person.ask('DELETE', '/session')
    await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '联系人' }).click()
    await page.getByRole('alert').getByText('登录已过期').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '重新登录' }).first().click()
    await signIn(page, 'wuqian', 'right-password')
    await page.waitForURL(/\/f\/contact/)
    await page.getByText('没有你能看到的联系人').waitFor()
  })
})
