// Steps of the first day that are walked under more than one address.

import type { Page } from 'playwright-core'
import { ADMIN } from '../../harness/client.ts'

export const firstDay = {
  /** Fills the form that the set-up link opens, without demonstration data and without the network. */
  async setUp(page: Page): Promise<void> {
    await page.getByLabel('企业名称').fill('恒通智造')
    await page.getByLabel('你的姓名').fill('周敏')
    await page.getByLabel('密码', { exact: false }).first().fill(ADMIN.password)
    for (const name of ['局域网访问', '加入示例数据']) {
      const toggle = page.getByRole('switch', { name })
      if ((await toggle.getAttribute('aria-checked')) === 'true') await toggle.click()
    }
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByRole('heading', { name: '工作台' }).waitFor()
  },

  /** Pastes lines into 批量添加 and answers the link of the only person that could be added. */
  async pasteColleague(page: Page, lines: string): Promise<string> {
    await page.getByRole('button', { name: '批量添加' }).click()
    const dialog = page.getByRole('dialog', { name: '批量添加' })
    await dialog.getByRole('textbox').fill(lines)
    await dialog.getByText('可以添加').waitFor()
    await dialog.getByRole('button', { name: '添加 1 人' }).click()
    const links = page.getByRole('dialog', { name: '邀请链接' })
    return (await links.locator('code').textContent()) ?? ''
  },

  async choosePassword(page: Page, password: string): Promise<void> {
    await page.getByLabel('新密码').fill(password)
    await page.getByRole('button', { name: '设置密码并进入' }).click()
    await page.getByRole('heading', { name: '工作台' }).waitFor()
  },
}
