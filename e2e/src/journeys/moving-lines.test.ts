// Lines come and go under somebody's hands: what they do is done to the records they did it to.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const at = stage()

const heldBy = async (id: string, field: string): Promise<unknown> =>
  (await at.admin.record('lead', id)).values[field]

/** A list of leads of one name, its first rows by their endings; what a colleague makes before it comes in above. */
async function listOf(page: Page, name: string, endings: string, more = '') {
  const leads: Record<string, Awaited<ReturnType<typeof at.admin.create>>> = {}
  for (const ending of endings)
    leads[ending] = await at.admin.create('lead', { company: `${name}${ending}`, contact_name: '留' })
  const grid = await Grid.open(page, `/f/lead?q=${name}&sort=company${more}`)
  const total = await grid.total()
  let came = 0
  return {
    grid,
    id: (ending: string) => leads[ending]?.id ?? '',
    lead: (ending: string) => leads[ending] as NonNullable<(typeof leads)[string]>,
    comeAbove: async () => {
      came += 1
      await at.admin.create('lead', { company: `${10 - came}${name}`, contact_name: '后来的' })
      await eventually(async () => assert.equal(await grid.total(), total + came))
      await sleep(400)
    },
  }
}

test('after Escape from an edit the next key stays on the record', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'lines-escape', ...at.admin.signedIn() }, async page => {
    const { grid, id, comeAbove } = await listOf(page, '衢州轴承', 'AB')
    await (await grid.cell(1, '联系人')).dblclick()
    await page.keyboard.type('不要')
    await comeAbove()
    await page.keyboard.press('Escape')
    await grid.expectText(2, '公司名称', '衢州轴承A')
    await page.keyboard.type('新的')
    await page.keyboard.press('Enter')
    await eventually(async () => assert.equal(await heldBy(id('A'), 'contact_name'), '新的'))
    await grid.expectText(1, '联系人', '后来的')
  })
})

test(
  'a click on another row during an edit leads to the record that was clicked',
  ON_ONE_DATABASE,
  async () => {
    await onPage(at.browser, { name: 'lines-click', ...at.admin.signedIn() }, async page => {
      const { grid, id, comeAbove } = await listOf(page, '丽水阀门', 'ABC')
      await (await grid.cell(1, '联系人')).dblclick()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('甲')
      await comeAbove()
      await (await grid.cell(3, '联系人')).click()
      await eventually(async () => assert.equal(await heldBy(id('A'), 'contact_name'), '甲'))
      await page.keyboard.press('Delete')
      await eventually(async () => assert.equal((await heldBy(id('C'), 'contact_name')) ?? null, null))
      assert.equal(await heldBy(id('B'), 'contact_name'), '留')
    })
  },
)

test('a fill is dragged over the records that are seen', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'lines-fill', ...at.admin.signedIn() }, async page => {
    const { grid, id, lead, comeAbove } = await listOf(page, '舟山船舶', 'ABCD')
    await at.admin.update('lead', lead('B'), { contact_name: '源' })
    await grid.expectText(2, '联系人', '源')
    await (await grid.cell(2, '联系人')).click()
    await page.locator('[data-fill-handle]').hover()
    await page.mouse.down()
    await (await grid.cell(3, '联系人')).hover()
    await comeAbove()
    await (await grid.cell(4, '联系人')).hover()
    await page.mouse.up()
    for (const ending of 'CD')
      await eventually(async () => assert.equal(await heldBy(id(ending), 'contact_name'), '源'))
    assert.equal(await heldBy(id('A'), 'contact_name'), '留')
    await grid.expectText(1, '联系人', '后来的')
  })
})

test(
  'when its record leaves the list no key reaches the next one until one goes there',
  ON_ONE_DATABASE,
  async () => {
    await onPage(at.browser, { name: 'lines-leave', ...at.admin.signedIn() }, async page => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'contact_name', op: 'eq', value: '留' }))
      const { grid, id, lead } = await listOf(page, '金华五金', 'ABC', `&filter=${filter}`)
      await (await grid.cell(2, '联系人')).click()
      await at.admin.update('lead', lead('B'), { contact_name: '走' })
      await grid.expectText(2, '公司名称', '金华五金C')
      await page.keyboard.press('Delete')
      await page.keyboard.type('x')
      await page.keyboard.press('Enter')
      await sleep(400)
      assert.equal(await heldBy(id('C'), 'contact_name'), '留')
      await page.keyboard.press('ArrowDown')
      assert.deepEqual((await grid.active()).row, 2)
      await page.keyboard.press('Delete')
      await eventually(async () => assert.equal((await heldBy(id('C'), 'contact_name')) ?? null, null))
    })
  },
)

test('who writes beside the list writes on there when records come in above', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'lines-beside', ...at.admin.signedIn() }, async page => {
    const { grid, id, comeAbove } = await listOf(page, '湖州纺织', 'AB')
    await (await grid.cell(1, '公司名称')).getByRole('button').first().click()
    const area = page.getByPlaceholder('电话里说了什么')
    await area.click()
    await page.keyboard.type('客户说')
    await comeAbove()
    await page.keyboard.type('下周再来')
    assert.equal(await area.inputValue(), '客户说下周再来')
    assert.equal(await heldBy(id('A'), 'company'), '湖州纺织A')
    assert.match(page.url(), new RegExp(id('A')))
  })
})

test('ticking on with Shift goes from the record that was ticked', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'lines-tick', ...at.admin.signedIn() }, async page => {
    const { grid, comeAbove } = await listOf(page, '嘉兴皮革', 'ABCD')
    const tick = async (row: number, shift: boolean) => {
      const line = page.locator(`[role=row][aria-rowindex="${row + 1}"]`)
      await line.hover()
      await line.getByRole('checkbox').click({ modifiers: shift ? ['Shift'] : [] })
    }
    await tick(2, false)
    await comeAbove()
    await tick(5, true)
    const picked = () =>
      page
        .locator('[role=row][aria-selected=true][data-line]')
        .evaluateAll(rows => rows.map(row => Number(row.getAttribute('data-line'))).sort())
    await eventually(async () => assert.deepEqual(await picked(), [2, 3, 4]))
    await grid.expectText(3, '公司名称', '嘉兴皮革B')
  })
})

test('a long text that is scrolled out of sight is written to its record', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'lines-scroll', ...at.admin.signedIn() }, async page => {
    const layout = encodeURIComponent(JSON.stringify({ columns: [{ field: 'company' }, { field: 'need' }] }))
    for (let made = 0; made < 80; made += 1)
      await at.admin.create('lead', { company: `台州模具${String(made).padStart(2, '0')}` })
    const { grid, id } = await listOf(page, '台州模具', '!', `&layout=${layout}`)
    await grid.expectText(1, '公司名称', '台州模具!')
    await (await grid.cell(1, '需求描述')).dblclick()
    await page.getByRole('textbox', { name: '需求描述' }).last().fill('写到一半')
    await page.locator('[role=grid]').evaluate(list => list.scrollTo({ top: 2_000 }))
    await eventually(async () => assert.equal(await heldBy(id('!'), 'need'), '写到一半'))
  })
})
