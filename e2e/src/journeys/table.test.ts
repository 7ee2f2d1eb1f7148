// The table at work: many records at once, headings, numbers, columns, colours, files.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'
import { pick } from './parts/select.ts'

const COUNT = 1_200
const ALL = leads(COUNT)

const at = stage({}, async admin => {
  for (let from = 0; from < COUNT; from += 600) await admin.createMany('lead', ALL.slice(from, from + 600))
})

const link = (layout: unknown, more = ''): string =>
  `/f/lead?layout=${encodeURIComponent(JSON.stringify(layout))}${more}`
const filtered = (filter: unknown): string => `filter=${encodeURIComponent(JSON.stringify(filter))}`

async function tick(grid: Grid, row: number): Promise<void> {
  const gutter = grid.page.locator(`[data-line="${row - 1}"] [role=gridcell][aria-colindex="1"]`)
  await gutter.hover()
  await gutter.getByRole('checkbox').click()
}

async function columns(page: Page): Promise<string[]> {
  const all = await page.getByRole('columnheader').allTextContents()
  return all.map(text => text.trim()).filter(Boolean)
}

test('all leads of a list are changed at once, in several requests, and one undo takes it back', async () => {
  await onPage(at.browser, { name: 'bulk-edit', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const before = await grid.texts('来源', 5)
    const requests: string[] = []
    page.on('request', request => {
      if (/records\/batch$/.test(request.url())) requests.push(request.postData() ?? '')
    })
    await tick(grid, 1)
    await page.getByRole('button', { name: '选择全部 1,200 条' }).click()
    await page.getByText('已选 1,200 条').waitFor()
    await page.getByRole('button', { name: '批量编辑' }).click()
    const dialog = page.getByRole('dialog', { name: '编辑 1,200 条记录' })
    await pick(page, dialog.getByRole('combobox', { name: '字段' }), '来源', '来源')
    await pick(page, dialog.getByRole('combobox', { name: '来源' }), '展会')
    await dialog.getByText('1,200 条中有 900 条会改变。').waitFor()
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await dialog.getByRole('button', { name: '修改 900 条' }).click()
    await page.getByText('已修改 900 条的“来源”').waitFor()
    assert.equal(requests.length, 2)
    for (let row = 1; row <= 5; row += 1) await grid.expectText(row, '来源', '展会')
    await page.getByRole('button', { name: '撤销' }).click()
    for (let row = 1; row <= 5; row += 1) await grid.expectText(row, '来源', before[row - 1] ?? '')
  })
})

test('leads are handed over with a note, given back, thrown away and restored, each in one request', async () => {
  const { id } = await at.admin.seat({ name: '王芳', login: 'wangfang' }).then(seat => seat.me)
  assert.ok(id)
  await onPage(at.browser, { name: 'hand-over', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const writes: string[] = []
    page.on('request', request => {
      if (request.method() === 'POST' && /batch$|restore$/.test(request.url())) writes.push(request.url())
    })
    for (const row of [1, 2, 3]) await tick(grid, row)
    await page.getByRole('button', { name: '分配', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '分配 3 条记录' })
    await pick(page, dialog.getByRole('combobox', { name: '分配给' }), '王芳', '王芳')
    await dialog.getByLabel('备注').fill('华南交接')
    await dialog.getByRole('button', { name: '分配', exact: true }).click()
    await page.getByText('已把 3 条分配给王芳').waitFor()
    await grid.expectText(3, '负责人', /王芳$/)
    await (await grid.cell(2, '公司名称')).click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('complementary', { name: '记录详情' }).getByText('华南交接').last().waitFor()
    await page.keyboard.press('Escape')

    await tick(grid, 1)
    await page.getByRole('button', { name: '退回公海', exact: true }).click()
    await page.getByRole('dialog', { name: '1 条记录退回公海' }).getByLabel('退回原因').fill('三次没打通')
    await page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
    await grid.expectText(1, '负责人', '')

    const names = await grid.texts('公司名称', 3)
    for (const row of [1, 2, 3]) await tick(grid, row)
    await page.getByRole('button', { name: '删除', exact: true }).click()
    await page.getByText('3 条已移入回收站').waitFor()
    await grid.expectTotal(COUNT - 3)
    await page.goto(`${page.url().split('?')[0]}?bin=1`)
    await grid.expectTotal(3)
    await page.getByRole('checkbox', { name: '选择全部' }).click()
    await page.getByRole('button', { name: '恢复' }).click()
    await page.getByText('已恢复 3 条').waitFor()
    await page.goto(`${page.url().split('?')[0]}?sort=company`)
    await grid.expectTotal(COUNT)
    assert.deepEqual(await grid.texts('公司名称', 3), names)
    assert.equal(writes.length, 4, writes.join())
  })
})

test('numbers under the columns follow the filter', async () => {
  const open = ALL.filter(lead => lead.status === 'new')
  const sum = open.reduce((total, lead) => total + Number(lead.amount), 0)
  await onPage(at.browser, { name: 'totals', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(
      page,
      `/f/lead?${filtered({ and: [{ field: 'status', op: 'in', value: ['new'] }] })}`,
    )
    await page.locator('[data-tally="amount"]').click()
    await page.getByRole('menuitemcheckbox', { name: '合计' }).click()
    const shown = page.locator('[data-tally="amount"]')
    await shown.getByText(`¥${sum.toLocaleString('en-US')}`).waitFor()
    await page.locator('[data-tally="phone"]').click()
    await page.getByRole('menuitemcheckbox', { name: '未填' }).click()
    await eventually(async () =>
      assert.match((await page.locator('[data-tally="phone"]').textContent()) ?? '', /手机\s*0/),
    )
    await page.getByRole('button', { name: '移除“跟进状态”条件' }).click()
    await grid.expectTotal(COUNT)
    const all = ALL.reduce((total, lead) => total + Number(lead.amount), 0)
    await shown.getByText(`¥${all.toLocaleString('en-US')}`).waitFor()
    await page.reload()
    await shown.getByText(`¥${all.toLocaleString('en-US')}`).waitFor()
  })
})

test('rows stand under headings with their totals, and fold by mouse and by keys', async () => {
  await onPage(at.browser, { name: 'groups', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(
      page,
      link({ group: [{ field: 'status' }, { field: 'source' }], aggregates: { amount: 'sum' } }),
    )
    const line = (n: number) => page.locator(`[data-line="${n}"]`)
    await line(0).getByText('新线索').waitFor()
    const sum = ALL.filter(lead => lead.status === 'new').reduce((s, lead) => s + Number(lead.amount), 0)
    await line(0).getByText('400').waitFor()
    await line(0)
      .getByText(`¥${sum.toLocaleString('en-US')}`)
      .waitFor()
    await grid.settled()
    await assertAccessibleInBothThemes(page)
    assert.equal(await grid.text(3, '跟进状态'), '新线索')
    await line(0).getByRole('button', { name: '收起' }).click()
    await line(1).getByText('已联系').waitFor()
    await line(1).click()
    await page.keyboard.press('ArrowLeft')
    await line(2).getByText('已确认').waitFor()
    await page.keyboard.press('ArrowRight')
    await line(2).getByText('来源', { exact: true }).waitFor()
    await page.getByRole('button', { name: '全部收起' }).click()
    await eventually(async () => assert.equal(await page.locator('[data-line]').count(), 3))
  })
})

test('columns are moved, frozen, sized and, by a builder, named and added where they are seen', async () => {
  await onPage(at.browser, { name: 'columns', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead')
    const menu = async (column: string, item: string) => {
      await grid.header(column).getByRole('button').click()
      await page.getByRole('dialog', { name: column }).getByRole('button', { name: item }).click()
    }
    const [source, contact] = [
      await grid.header('来源').boundingBox(),
      await grid.header('联系人').boundingBox(),
    ]
    assert.ok(source && contact)
    await page.mouse.move(source.x + 40, source.y + 15)
    await page.mouse.down()
    await page.mouse.move(contact.x + 30, contact.y + 15, { steps: 8 })
    await page.mouse.move(contact.x + 10, contact.y + 15, { steps: 3 })
    await page.mouse.up()
    await eventually(async () => assert.deepEqual((await columns(page)).slice(1, 3), ['来源', '联系人']))
    await grid.header('来源').getByRole('button').focus()
    await page.keyboard.press('Alt+ArrowRight')
    await eventually(async () => assert.deepEqual((await columns(page)).slice(1, 3), ['联系人', '来源']))
    await menu('联系人', '冻结到此列')
    await page.locator('[role=grid]').evaluate(element => element.scrollTo(2000, 0))
    await eventually(async () => assert.ok(((await grid.header('联系人').boundingBox())?.x ?? 0) > 200))
    const wide = (await grid.header('公司名称').boundingBox())?.width ?? 0
    await grid.header('公司名称').locator('[data-resize]').dblclick()
    await eventually(async () => assert.notEqual((await grid.header('公司名称').boundingBox())?.width, wide))

    await menu('联系人', '重命名字段')
    await page.getByLabel('字段名称').fill('对接人')
    await page.keyboard.press('Enter')
    await page.getByText('已改名为“对接人”').waitFor()
    await grid.header('对接人').waitFor()
    await menu('对接人', '在右侧插入字段')
    await page.getByLabel('字段名称').fill('意向等级')
    await page.getByRole('radio', { name: '单选' }).click()
    await page.getByLabel('选项').fill('高\n中\n低')
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await page.getByRole('dialog').getByRole('button', { name: '添加', exact: true }).click()
    await page.getByText('已添加字段“意向等级”').waitFor()
    await eventually(async () => {
      const all = await columns(page)
      assert.equal(all[all.indexOf('对接人') + 1], '意向等级')
    })
    await menu('对接人', '重命名字段')
    await page.getByLabel('字段名称').fill('联系人')
    await page.keyboard.press('Enter')
    await grid.header('联系人').waitFor()
  })
})

test('what one sees is exported: these rows, this order, these columns', async () => {
  const wanted = ALL.filter(lead => lead.source === 'douyin')
  await onPage(at.browser, { name: 'export', ...at.admin.signedIn() }, async page => {
    await Grid.open(
      page,
      link(
        { columns: [{ field: 'company' }, { field: 'amount' }] },
        `&sort=-amount&${filtered({ field: 'source', op: 'in', value: ['douyin'] })}`,
      ),
    )
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: '导出当前列表' }).click()
    const dialog = page.getByRole('dialog', { name: '导出' })
    await dialog.getByRole('radio', { name: 'CSV 文本' }).click()
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: '导出', exact: true }).click()
    const file = await (await download).path()
    const lines = (await readFile(file, 'utf8'))
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
    assert.equal(lines[0], '公司名称,预计金额')
    assert.equal(lines.length - 1, wanted.length)
    const most = Math.max(...wanted.map(lead => Number(lead.amount)))
    assert.equal(Number(lines[1]?.split(',')[1]), most)
  })
})

test('conditions stand in groups, reach through a link and read as a sentence', async () => {
  await at.admin
    .create('customer', { name: '海晟集团' })
    .then(customer =>
      at.admin
        .create('opportunity', { name: '海晟二期', customer: customer.id, stage: 'initial' })
        .catch(() => at.admin.create('opportunity', { name: '海晟二期', customer: customer.id })),
    )
  await onPage(at.browser, { name: 'filter-groups', ...at.admin.signedIn() }, async page => {
    const filter = {
      and: [
        { field: 'customer.name', op: 'contains', value: '海晟' },
        {
          or: [
            { field: 'created_at', op: 'within', value: 'today' },
            { field: 'amount', op: 'gt', value: '5' },
          ],
        },
      ],
    }
    const grid = await Grid.open(page, `/f/opportunity?${filtered(filter)}`)
    await grid.expectTotal(1)
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    const said = page.locator('[data-sentence]')
    await eventually(async () =>
      assert.match(
        (await said.textContent()) ?? '',
        /^当 客户 › 客户名称 包含 海晟 且 （创建时间 在 今天 或 .+ 大于 ¥5）$/,
      ),
    )
    const panel = page.getByRole('dialog', { name: '列表设置' })
    await panel.getByRole('button', { name: '添加条件组' }).first().click()
    await assertAccessibleInBothThemes(page, '[data-popover]')
  })
})

test('a rule colours rows, follows an edit at once, and comes back with the address', async () => {
  await onPage(at.browser, { name: 'colours', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(
      page,
      link(
        { colours: [{ when: { field: 'amount', op: 'gt', value: '9000' }, hue: 'red' }] },
        '&sort=company',
      ),
    )
    const ground = async (row: number) =>
      (await grid.cell(row, '预计金额')).evaluate(cell => getComputedStyle(cell).backgroundColor)
    const low = (await grid.texts('预计金额', 12)).findIndex(
      text => Number(text.replace(/[^\d.]/g, '')) < 9000,
    )
    const row = low + 1
    const plain = await ground(row)
    await (await grid.cell(row, '预计金额')).click()
    await page.keyboard.type('9500')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await eventually(async () => assert.notEqual(await ground(row), plain))
    await page.getByRole('button', { name: '颜色' }).click()
    await page.getByRole('radio', { name: '绿' }).waitFor()
    await assertAccessibleInBothThemes(page, '[data-popover]')
  })
})
