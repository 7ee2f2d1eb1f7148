// The first day: from the link in the terminal to a colleague who works.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { enter } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { firstDay } from './parts/first-day.ts'
import { pick } from './parts/select.ts'

describe('a server that was just installed', () => {
  const at = stage({ fresh: true })

  test('the link in the terminal makes an administrator, and works once', async () => {
    await onPage(at.browser, { name: 'set-up' }, async page => {
      await page.goto(at.server.opened(at.server.setupUrl))
      await page.getByRole('button', { name: '开始使用' }).click()
      await page.getByText('密码至少要 8 个字符').waitFor()
      const currency = page.getByRole('combobox', { name: '币种' })
      await page.getByText('人民币 CNY').waitFor()
      await pick(page, currency, '新加坡元 SGD', 'sgd')
      await assertAccessibleInBothThemes(page)
      await firstDay.setUp(page)
      await page.getByText(/周敏，(上午|下午|晚上)好|周敏，夜深了/).waitFor()
      await assertAccessibleInBothThemes(page)
      for (const form of ['lead', 'opportunity']) {
        const answer = await page.request.get(`${at.server.origin}/api/v1/forms/${form}`)
        const { fields } = (await answer.json()) as {
          fields: { code: string; kind: { currency?: string } }[]
        }
        assert.equal(fields.find(field => field.code === 'amount')?.kind.currency, 'SGD', form)
      }
      await page.goto(`${at.server.origin}/settings/company`)
      await page.getByText('新加坡元 SGD').waitFor()
    })
    await onPage(at.browser, { name: 'set-up-again', expectedErrors: [/status of 4/] }, async page => {
      await page.goto(at.server.opened(at.server.setupUrl))
      await page.waitForURL(/\/login/)
    })
  })
})

describe('a workspace with one administrator', () => {
  const at = stage()

  test('a colleague pasted as name and phone gets a link, chooses a password and sees the department only', async () => {
    const { admin } = at
    const sales = await admin.department('销售一部')
    await admin.create('lead', { company: '宁波海晟机械有限公司' })
    const link = await onPage(at.browser, { name: 'invite', ...admin.signedIn() }, async page => {
      await page.goto('/settings/people')
      const link = await firstDay.pasteColleague(page, '李强\t139 0000 2222\n姓名 没有号码')
      await assertAccessibleInBothThemes(page)
      return link
    })
    const person = (await admin.ask('GET', '/people')).items.find((p: { name: string }) => p.name === '李强')
    await admin.ask('PATCH', `/people/${person.id}`, { department: sales })
    await onPage(at.browser, { name: 'invited' }, async page => {
      await page.goto(at.server.opened(link))
      await page.getByText('你好，李强').waitFor()
      await assertAccessibleInBothThemes(page)
      await firstDay.choosePassword(page, 'my-first-password')
      await page.goto(`${at.server.origin}/f/lead`)
      await page.getByText('没有你能看到的线索').waitFor()
    })
    const colleague = await enter(at.server, '/session', {
      login: '13900002222',
      password: 'my-first-password',
      stay: true,
    })
    const own = await colleague.create('lead', { company: '台州恒丰阀门厂' })
    const near = await admin.seat({ name: '陈静', login: 'chenjing', department: sales })
    await near.create('lead', { company: '嘉兴永信纺织' })
    assert.equal(own.display.owner, '李强')
    await onPage(at.browser, { name: 'own-records', ...colleague.signedIn() }, async page => {
      await page.goto('/f/lead')
      await eventually(async () => {
        const titles = await page
          .locator('[role=row][aria-rowindex] [role=gridcell][aria-colindex="2"]')
          .allInnerTexts()
        assert.deepEqual(titles.sort(), ['台州恒丰阀门厂', '嘉兴永信纺织'].sort())
      })
    })
  })

  test('an invitation that was used is told so', async () => {
    const { admin } = at
    const { invitation } = await admin.ask('POST', '/people', {
      name: '赵云',
      login: 'zhaoyun',
      role: 'member',
    })
    await enter(at.server, `/invitations/${invitation.token}`, { password: 'used-already' })
    await onPage(at.browser, { name: 'used-invitation', expectedErrors: [/status of 404/] }, async page => {
      await page.goto(`${at.server.origin}/invite/${invitation.token}`)
      await page.getByText('邀请不可用').waitFor()
    })
  })
})
