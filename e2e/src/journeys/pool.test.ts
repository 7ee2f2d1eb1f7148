// 公海: what nobody owns is there to be claimed, by one.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import type { Client } from '../harness/client.ts'
import { stage } from '../harness/stage.ts'
import { entry } from './parts/record.ts'

const at = stage()
const PHONE = '13800138000'
const SHOWN = /138\s?0013\s?8000/

async function pooled(...companies: string[]): Promise<void> {
  await at.admin.createMany(
    'lead',
    companies.map(company => ({ company, phone: PHONE, source: 'website', owner: null })),
  )
}

const seller = (name: string, login: string): Promise<Client> => at.admin.seat({ name, login })

test('two claim the same lead, one has it, and the other is told', async () => {
  await pooled('抢手机械', '还在海里')
  const [li, wang] = [await seller('李强', 'liqiang'), await seller('王芳', 'wangfang')]
  await onPage(
    at.browser,
    { name: 'pool-late', expectedErrors: [/status of 409/], ...wang.signedIn() },
    async late => {
      await late.goto('/pool/lead')
      const missed = late.getByRole('row', { name: /抢手机械/ })
      await missed.waitFor()
      assert.equal(await late.getByText(SHOWN).count(), 0)
      // That it is gone is on its way, and comes too late.
      await late.route('**/records/query', () => undefined)
      await onPage(at.browser, { name: 'pool-first', ...li.signedIn() }, async page => {
        await page.goto('/')
        await page
          .getByRole('navigation')
          .getByRole('link', { name: /公海\s*2/ })
          .click()
        await page.waitForURL(/\/pool\/lead/)
        await page.getByText('领取后可见：手机').waitFor()
        await assertAccessibleInBothThemes(page)
        await page.getByRole('button', { name: '领取 抢手机械' }).click()
        await page.getByText('已领取 1 条').waitFor()
        const peek = page.getByRole('complementary', { name: '记录详情' })
        await peek.getByText(SHOWN).first().waitFor()
        await page.getByRole('row', { name: /抢手机械/ }).waitFor({ state: 'detached' })
        await missed.getByRole('button', { name: '领取 抢手机械' }).click()
        await late.getByText(/已被别人领取/).waitFor()
        await late.unroute('**/records/query')
        await late.reload()
        await late.getByRole('row', { name: /还在海里/ }).waitFor()
        assert.equal(await missed.count(), 0)
      })
    },
  )
})

test('a lead is looked at, claimed, given back with a reason, and all of it is undone', async () => {
  await pooled('来回机械')
  const zhao = await seller('赵云', 'zhaoyun')
  await onPage(at.browser, { name: 'pool-back', ...zhao.signedIn() }, async page => {
    await page.goto('/pool/lead')
    await page.getByRole('searchbox').fill('来回')
    await page.getByRole('button', { name: '来回机械', exact: true }).click()
    const peek = page.getByRole('complementary', { name: '记录详情' })
    await peek.getByText('在公海中，还没有负责人。').waitFor()
    assert.equal(await peek.getByRole('textbox', { name: '跟进内容' }).count(), 0)
    await assertAccessibleInBothThemes(page)
    await peek.getByRole('button', { name: '领取' }).click()
    await peek.getByText(SHOWN).first().waitFor()
    await peek.getByRole('button', { name: '更多', exact: true }).click()
    await page.getByRole('menuitem', { name: '退回公海' }).click()
    const dialog = page.getByRole('dialog', { name: '退回公海' })
    assert.ok(await dialog.getByRole('button', { name: '退回' }).isDisabled())
    await dialog.getByLabel('退回原因').fill('三次没打通')
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await dialog.getByRole('button', { name: '退回' }).click()
    await page.getByText('已退回公海').waitFor()
    await peek.getByText('在公海中，还没有负责人。').waitFor()
    await entry(page, '三次没打通').waitFor()
    await page.getByRole('button', { name: '撤销' }).last().click()
    await peek.getByText('在公海中，还没有负责人。').waitFor({ state: 'detached' })
    await peek.getByText(SHOWN).first().waitFor()
    await entry(page, '三次没打通').waitFor({ state: 'detached' })
  })
})

test('several are claimed at once, and one undo gives them up', async () => {
  await pooled('批量甲', '批量乙', '批量丙')
  const sun = await seller('孙莉', 'sunli')
  await onPage(at.browser, { name: 'pool-many', ...sun.signedIn() }, async page => {
    await page.goto('/pool/lead')
    for (const company of ['批量甲', '批量丙'])
      await page
        .getByRole('row', { name: new RegExp(company) })
        .getByRole('checkbox')
        .check()
    await page.getByRole('button', { name: '领取 2 条' }).click()
    await page.getByText('已领取 2 条').waitFor()
    await page.getByRole('row', { name: /批量甲/ }).waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /批量乙/ }).waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('row', { name: /批量甲/ }).waitFor()
    await page.getByRole('row', { name: /批量丙/ }).waitFor()
  })
})

test('on the phone a lead is claimed with the thumb, and can be called then', async () => {
  await pooled('拇指机械')
  const qian = await seller('钱伟', 'qianwei')
  await onPage(at.browser, { name: 'pool-phone', ...SCREENS.phone, ...qian.signedIn() }, async page => {
    await page.goto('/f/lead')
    await page.getByRole('link', { name: /公海/ }).tap()
    await page.getByRole('button', { name: '领取 拇指机械' }).waitFor()
    const { wide, screen } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      screen: innerWidth,
    }))
    assert.ok(wide <= screen, `${wide} px on a screen of ${screen}`)
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '领取 拇指机械' }).tap()
    await page.getByRole('heading', { name: '拇指机械' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '拨打' }).getAttribute('href'), `tel:+86${PHONE}`)
    await page.getByRole('button', { name: '写跟进' }).waitFor()
  })
})
