// Around one record: made from a pasted text, others made from it, walked, moved along its path.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { peek } from './parts/record.ts'

const at = stage()

test('a pasted chat becomes a lead, and what the person does not tick stays out', async () => {
  await onPage(at.browser, { name: 'paste', ...at.admin.signedIn() }, async page => {
    await page.goto('/f/lead?new=true')
    const dialog = page.getByRole('dialog', { name: '新建线索' })
    await dialog.getByLabel('公司名称').waitFor()
    await dialog.getByLabel('公司名称').evaluate(input => {
      const data = new DataTransfer()
      data.setData('text/plain', '张经理 13812345678\n青岛海达机械 想了解报价')
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    const box = dialog.getByRole('region', { name: '粘贴识别' })
    await box.getByRole('checkbox', { name: '填入职位' }).uncheck()
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await box.getByRole('button', { name: '填入 5 项' }).click()
    assert.equal(await dialog.getByLabel('公司名称').inputValue(), '青岛海达机械')
    assert.equal(await dialog.getByLabel('职位').inputValue(), '')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await peek(page).getByText('想了解报价').waitFor()
    await peek(page).getByText('138 1234 5678').waitFor()
  })
})

test('one text with a single value stays a paste into its field', async () => {
  await onPage(at.browser, { name: 'paste-one', ...at.admin.signedIn() }, async page => {
    await page.goto('/f/lead?new=true')
    const dialog = page.getByRole('dialog', { name: '新建线索' })
    const stopped = await dialog.getByLabel('公司名称').evaluate(input => {
      const data = new DataTransfer()
      data.setData('text/plain', '青岛海达机械有限公司')
      return !input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    assert.equal(stopped, false)
    assert.equal(await dialog.getByRole('region', { name: '粘贴识别' }).count(), 0)
  })
})

test('a contact is made from its customer without leaving it, and one more right after', async () => {
  const customer = await at.admin.create('customer', { name: '宁波远航船舶' })
  await onPage(at.browser, { name: 'related', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/customer/${customer.id}`)
    await page.getByRole('button', { name: '联系人 新建' }).click()
    const dialog = page.getByRole('dialog', { name: '新建联系人' })
    await dialog.getByText('宁波远航船舶').waitFor()
    await dialog.getByLabel('姓名').fill('周海')
    await dialog.getByRole('button', { name: '保存并新建' }).click()
    await eventually(async () => assert.equal(await dialog.getByLabel('姓名').inputValue(), ''))
    await dialog.getByLabel('姓名').fill('吴江')
    await dialog.getByLabel('姓名').press('ControlOrMeta+Enter')
    const list = page.getByRole('region', { name: '联系人' })
    await list.getByRole('link', { name: '周海' }).waitFor()
    await list.getByRole('link', { name: '吴江' }).waitFor()
    assert.match(page.url(), new RegExp(customer.id))
    await assertAccessibleInBothThemes(page)
    await list.getByRole('link', { name: '联系人', exact: true }).click()
    await page.getByRole('grid').getByText('周海').waitFor()
    await eventually(async () =>
      assert.equal(
        await page
          .getByRole('grid')
          .getByRole('button', { name: /周海|吴江/ })
          .count(),
        2,
      ),
    )
  })
})

test('Alt and an arrow walk the list beside, letters walk it on the page', async () => {
  const names = ['嘉兴走读一', '嘉兴走读二', '嘉兴走读三']
  for (const company of names) await at.admin.create('lead', { company })
  await onPage(at.browser, { name: 'walk', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await page.getByRole('grid').getByRole('button', { name: '嘉兴走读三' }).click()
    await peek(page).getByRole('heading', { name: '嘉兴走读三' }).waitFor()
    await page.keyboard.press('Alt+ArrowDown')
    await peek(page).getByRole('heading', { name: '嘉兴走读二' }).waitFor()
    await page.keyboard.press('Alt+ArrowUp')
    await peek(page).getByRole('heading', { name: '嘉兴走读三' }).waitFor()
    await peek(page).getByRole('link', { name: '打开完整页面' }).click()
    await page.getByRole('button', { name: '下一条 J' }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: /嘉兴走读二/ }).waitFor()
    await page.keyboard.press('k')
    await page.getByRole('heading', { name: /嘉兴走读三/ }).waitFor()
  })
})

test('the path through the stages is walked by arrows', async () => {
  const lead = await at.admin.create('lead', { company: '绍兴路径测试' })
  await onPage(at.browser, { name: 'stages', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const path = page.getByRole('toolbar', { name: '跟进状态' })
    await path.getByRole('button', { name: '新线索' }).focus()
    await page.keyboard.press('ArrowRight')
    const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
    await page.keyboard.press('Enter')
    await saved
    await path.getByRole('button', { name: '已联系' }).and(page.locator('[aria-current=step]')).waitFor()
  })
  assert.equal((await at.admin.record('lead', lead.id)).values.status, 'contacted')
})

test('a stage picked on the path is taken back by its message and by Ctrl+Z', async () => {
  const { id } = await at.admin.create('lead', { company: '误点无效' })
  const stage = async () => (await at.admin.record('lead', id)).values.status
  const first = await stage()
  await onPage(at.browser, { name: 'path-undo', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${id}`)
    const path = page.getByRole('toolbar', { name: '跟进状态' })
    const there = path.getByRole('button', { name: '已联系' })
    await there.click()
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await eventually(async () => assert.equal(await stage(), first))
    await there.click()
    await eventually(async () => assert.notEqual(await stage(), first))
    await page.keyboard.press('ControlOrMeta+z')
    await eventually(async () => assert.equal(await stage(), first))
  })
})

test('the owner in the head of a record is named there by a press', async () => {
  const lead = await at.admin.create('lead', { company: '换负责人' })
  const { id } = await at.admin.update('lead', lead, { owner: null })
  await onPage(at.browser, { name: 'head-owner', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${id}`)
    const head = page.getByRole('button', { name: '负责人 暂无负责人', exact: true })
    const people = page.locator('.ant-select-dropdown .ant-select-item-option')
    await head.click()
    await people.first().waitFor()
    await page.keyboard.press('Escape')
    await head.click()
    const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
    await people.first().click()
    assert.equal((await saved).status(), 200)
    await page.reload()
    await page.getByRole('button', { name: '负责人 周敏', exact: true }).first().waitFor()
  })
})

test('empty fields are put away and come back', async () => {
  const lead = await at.admin.create('lead', { company: '台州空字段' })
  await onPage(at.browser, { name: 'empty-fields', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const wechat = page.getByRole('button', { name: '微信 –' })
    await wechat.waitFor()
    await page.getByRole('button', { name: '隐藏空字段' }).click()
    await wechat.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('button', { name: /显示 \d+ 个空字段/ }).click()
    await wechat.waitFor()
  })
})

test('whoever walks from a list walks on when a colleague’s edit dropped its pages', async () => {
  const names = ['湖州续走一', '湖州续走二', '湖州续走三']
  const made = []
  for (const company of names) made.push(await at.admin.create('lead', { company }))
  const last = made[2]
  assert.ok(last)
  await onPage(at.browser, { name: 'walk-on', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await page.getByRole('grid').getByRole('button', { name: '湖州续走三' }).click()
    await peek(page).getByRole('link', { name: '打开完整页面' }).click()
    await page.getByRole('button', { name: '下一条 J' }).waitFor()
    await at.admin.update('lead', last, { contact_name: '别人改的' })
    await page.getByText('别人改的').first().waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: /湖州续走二/ }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: /湖州续走一/ }).waitFor()
  })
})

test('the step that an action leads to opens the action, from the path and the palette', async () => {
  const lead = await at.admin.create('lead', { company: '金华待转化' })
  const dialog = (page: Page) => page.getByRole('dialog', { name: '转为客户' })
  const shut = async (page: Page) => {
    await dialog(page).getByText('金华待转化').first().waitFor()
    await dialog(page).getByRole('button', { name: '取消' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
  }
  await onPage(at.browser, { name: 'led-to', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('toolbar', { name: '跟进状态' }).getByRole('button', { name: '已转化' }).click()
    await shut(page)
    for (const [entry, opened] of [
      ['转为客户', () => shut(page)],
      ['分配', () => page.getByRole('combobox', { name: '负责人' }).waitFor()],
      ['删除', () => page.getByText('“金华待转化”已移到回收站').waitFor()],
    ] as const) {
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: '搜索与命令' })
      await palette.getByRole('combobox').fill(entry)
      await palette.getByRole('option', { name: new RegExp(`^${entry} ?金华待转化`) }).click()
      await opened()
      if (entry === '分配') await page.keyboard.press('Escape')
    }
  })
  await onPage(at.browser, { name: 'new-by-hand', ...at.admin.signedIn() }, async page => {
    await page.goto('/f/lead?new=true')
    const status = page.getByRole('dialog').getByRole('combobox', { name: '跟进状态' })
    await status.click()
    const options = page.locator('.ant-select-item-option')
    await options.filter({ hasText: '已联系' }).waitFor()
    assert.equal(await options.filter({ hasText: '已转化' }).count(), 0)
  })
})
