// Undo when the toast is long gone: on the record, in its history, among one's own recent acts.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import type { Client } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { entry, fromMenu } from './parts/record.ts'

const at = stage()

/** A converted lead, and what was made of it. */
async function converted(by: Client, company: string) {
  const lead = await by.create('lead', { company, contact_name: '徐磊', phone: '13600005555' })
  const path = `/forms/lead/records/${lead.id}/actions/convert`
  const { records } = (await by.ask('POST', path, { choices: ['make', 'make', 'make'] })) as {
    records: string[]
  }
  return { lead, customer: records[0] ?? '' }
}

const banner = (page: Page) => page.getByRole('region', { name: '已转为客户' })

test('a conversion is taken back from the record, and comes back from its history', async () => {
  const { lead } = await converted(at.admin, '湖州太湖纺织')
  await onPage(at.browser, { name: 'undo-later', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await banner(page).getByRole('link', { name: '湖州太湖纺织' }).first().waitFor()
    await banner(page).getByRole('link', { name: '徐磊' }).waitFor()
    await entry(page, /转为客户 *→/).waitFor()
    await assertAccessibleInBothThemes(page)
    await banner(page).getByRole('button', { name: '撤销转为客户…' }).click()
    const dialog = page.getByRole('dialog', { name: '撤销“转为客户”' })
    await dialog.getByText('将撤销 4 处更改。').waitFor()
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await dialog.getByRole('button', { name: '撤销', exact: true }).click()
    await page.getByText('已撤销“转为客户”').waitFor()
    await eventually(async () => assert.equal(await banner(page).count(), 0))
    await page.reload()
    const undone = entry(page, '撤销了“转为客户”')
    await undone.getByText('转化客户').waitFor()
    await undone.getByRole('link', { name: '湖州太湖纺织' }).first().waitFor()
    await undone.hover()
    await fromMenu(page, undone.getByRole('button', { name: '更多操作' }), '恢复转为客户…')
    const again = page.getByRole('dialog', { name: '恢复“转为客户”' })
    await again.getByRole('button', { name: '恢复', exact: true }).click()
    await banner(page).waitFor()
  })
  assert.equal((await at.admin.record('lead', lead.id)).values.status, 'converted')
})

test('what was changed since is listed and stays unless one insists', async () => {
  const { lead, customer } = await converted(at.admin, '绍兴柯桥印染')
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  await colleague.update('customer', await colleague.record('customer', customer), { region: '绍兴' })
  await onPage(at.browser, { name: 'undo-kept', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await banner(page).getByRole('button', { name: '撤销转为客户…' }).click()
    const dialog = page.getByRole('dialog', { name: '撤销“转为客户”' })
    await dialog.getByText('1 条记录会保持现状：').waitFor()
    await dialog.getByText('李强').waitFor()
    await dialog.getByRole('checkbox', { name: '之后改过的也一并撤销' }).check()
    await dialog.getByRole('button', { name: '撤销', exact: true }).click()
    await page.getByText('已撤销“转为客户”').waitFor()
  })
  const binned = await at.admin.record('customer', customer)
  assert.ok((binned as unknown as { system: { deleted_at: string | null } }).system.deleted_at)
})

test('what one did lately is listed, on the phone too, with a way back from each', async () => {
  const { lead } = await converted(at.admin, '金华义乌饰品')
  await onPage(at.browser, { name: 'recent-acts', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await fromMenu(page, page.getByRole('button', { name: at.admin.me.name, exact: true }), '最近操作')
    const act = entry(page, /转为客户.*金华义乌饰品/)
    await act.getByRole('button', { name: '撤销…' }).waitFor()
    await assertAccessibleInBothThemes(page)
  })
  await onPage(
    at.browser,
    { name: 'recent-acts-phone', ...SCREENS.phone, ...at.admin.signedIn() },
    async page => {
      await page.goto(`/f/lead/${lead.id}`)
      await banner(page).getByRole('link', { name: '徐磊' }).waitFor()
      await page.goto('/me')
      await page.getByRole('link', { name: '最近操作' }).tap()
      const act = entry(page, /转为客户.*金华义乌饰品/)
      await act.getByRole('button', { name: '撤销…' }).tap()
      const dialog = page.getByRole('dialog', { name: '撤销“转为客户”' })
      await dialog.getByRole('button', { name: '撤销', exact: true }).tap()
      await page.getByText('已撤销“转为客户”').waitFor()
      await act.getByText('已撤销', { exact: true }).waitFor()
    },
  )
  assert.equal((await at.admin.record('lead', lead.id)).values.status, 'new')
})

test('what a colleague wrote since is not taken back by the keys: they ask', async () => {
  const lead = await at.admin.create('lead', { company: '台州黄岩模具', region: '台州' })
  const colleague = await at.admin.seat({ name: '赵琳', login: 'zhaolin', role: 'administrator' })
  await onPage(
    at.browser,
    { name: 'undo-asks', expectedErrors: [/409/], ...at.admin.signedIn() },
    async page => {
      await page.goto(`/f/lead/${lead.id}`)
      await page.getByRole('button', { name: /^所在地区/ }).click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('温岭')
      await page.keyboard.press('Enter')
      await eventually(async () =>
        assert.equal((await at.admin.record('lead', lead.id)).values.region, '温岭'),
      )
      await colleague.update('lead', await colleague.record('lead', lead.id), { region: '路桥' })
      await page.getByRole('button', { name: '所在地区 路桥' }).waitFor()
      await page.keyboard.press('ControlOrMeta+z')
      const dialog = page.getByRole('dialog', { name: '这条记录刚被别人改过' })
      await dialog.getByText('赵琳 在你之后修改了下面的字段').waitFor()
      await assertAccessibleInBothThemes(page, '[role=dialog]')
      assert.equal((await at.admin.record('lead', lead.id)).values.region, '路桥')
      await dialog.getByRole('button', { name: /^仍然撤销/ }).click()
      await dialog.getByRole('button', { name: '完成' }).click()
      await eventually(async () =>
        assert.equal((await at.admin.record('lead', lead.id)).values.region, '台州'),
      )
    },
  )
})
