// Editing in the grid by keys alone, and with a pinyin input method.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { copied, paste } from './parts/clipboard.ts'
import { Grid } from './parts/grid.ts'
import { InputMethod } from './parts/input-method.ts'
import { leads } from './parts/leads.ts'
import { pick } from './parts/select.ts'

const at = stage({}, admin => admin.createMany('lead', leads(200)))

/** The bodies of requests of a kind, as they are sent. */
function sent(page: Page, method: string, path: RegExp): string[] {
  const bodies: string[] = []
  page.on('request', request => {
    if (request.method() === method && path.test(request.url())) bodies.push(request.postData() ?? '')
  })
  return bodies
}

/** Does what saves, and waits for the answer: a page that is left before sends once more, to be sure. */
async function saving(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await act()
  await answered
}

async function stored(page: Page, grid: Grid, row: number, text: string): Promise<void> {
  await grid.expectText(row, '联系人', text)
  await page.reload()
  await grid.settled()
  await grid.expectText(row, '联系人', text)
}

test('a typed value is saved by Enter or Tab and left alone by Esc', async () => {
  await onPage(at.browser, { name: 'inline', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const saves = sent(page, 'PATCH', /records/)
    await (await grid.cell(2, '联系人')).click()
    await page.keyboard.type('刘洋')
    await saving(page, () => page.keyboard.press('Enter'))
    await stored(page, grid, 2, '刘洋')
    const before = await grid.text(3, '联系人')
    await (await grid.cell(3, '联系人')).dblclick()
    await page.keyboard.type('写错了')
    await page.keyboard.press('Escape')
    await grid.expectText(3, '联系人', before)
    await (await grid.cell(4, '联系人')).click()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('何静')
    await saving(page, () => page.keyboard.press('Tab'))
    assert.deepEqual(await grid.active(), { row: 4, col: 3 })
    await stored(page, grid, 4, '何静')
    assert.equal(saves.length, 2)
    await grid.expectText(3, '联系人', before)
  })
})

test('a value that cannot be is told at its cell and not saved', async () => {
  await onPage(at.browser, { name: 'refused-value', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const before = await grid.text(6, '预计金额')
    await (await grid.cell(6, '预计金额')).click()
    await page.keyboard.type('12abc')
    await page.keyboard.press('Enter')
    await (await grid.cell(6, '预计金额')).getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
    await grid.expectText(6, '预计金额', before)
  })
})

test('a value that only the server refuses stays in its open cell with the reason', async () => {
  const expectedErrors = [/status of 422/]
  await onPage(at.browser, { name: 'server-refuses', ...at.admin.signedIn(), expectedErrors }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(8, '手机')).click()
    await page.keyboard.type('123')
    await page.keyboard.press('Enter')
    const cell = await grid.cell(8, '手机')
    await cell.getByRole('alert').getByText('电话格式不对').waitFor()
    assert.equal(await cell.getByRole('textbox').inputValue(), '123')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('13800138000')
    await page.keyboard.press('Enter')
    await grid.expectText(8, '手机', /138.*0013.*8000/)
  })
})

test('what is typed right after Ctrl+K lands in the palette, and never in the cell', async () => {
  await onPage(at.browser, { name: 'palette-at-once', ...at.admin.signedIn() }, async page => {
    let letIn: () => void = () => undefined
    const held = new Promise<void>(done => {
      letIn = done
    })
    await page.route(/assets\/palette-[^/]*\.js/, async route => {
      await held
      await route.continue()
    })
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const saves = sent(page, 'PATCH', /records/)
    const before = await grid.text(5, '联系人')
    await (await grid.cell(5, '联系人')).click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('huawei')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    assert.equal(await palette.getByRole('textbox').inputValue(), 'huawei')
    letIn()
    const field = palette.getByRole('combobox')
    await field.waitFor()
    await page.keyboard.type('99')
    assert.equal(await field.inputValue(), 'huawei99')
    await page.keyboard.press('Escape')
    await grid.expectText(5, '联系人', before)
    assert.deepEqual(saves, [])
  })
})

test('a choice is picked by keys', async () => {
  await onPage(at.browser, { name: 'choice-by-keys', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(7, '来源')).click()
    await page.keyboard.press('Enter')
    await page.locator('.ant-select-dropdown').waitFor()
    await page.keyboard.type('转介')
    await page.keyboard.press('Enter')
    await grid.expectText(7, '来源', '转介绍')
    await page.reload()
    await grid.settled()
    await grid.expectText(7, '来源', '转介绍')
  })
})

test('typing on a cell of a list opens it, searched for what was typed', async () => {
  const { me } = await at.admin.seat({ name: '孙立新', login: 'sunlixin' })
  await onPage(at.browser, { name: 'list-by-typing', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(9, '来源')).click()
    await page.keyboard.type('转介')
    await page.locator('.ant-select-item-option').getByText('转介绍').waitFor()
    await page.keyboard.press('Enter')
    await grid.expectText(9, '来源', '转介绍')
    await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' })
    // The keyboard is with the cell again: a composition goes the same way.
    const method = await InputMethod.of(page)
    await method.compose('zhan')
    await method.endWithEnter('展')
    await page.locator('.ant-select-item-option').getByText('展会').waitFor()
    await page.keyboard.press('Escape')
    await (await grid.cell(9, '负责人')).click()
    await page.keyboard.type('sunlixin')
    await page.locator('.ant-select-item-option').getByText(me.name).waitFor()
    await page.keyboard.press('Enter')
    await grid.expectText(9, '负责人', /孙立新/)
  })
})

test('the keyboard alone walks the list, opens a record and comes back', async () => {
  await onPage(at.browser, { name: 'keyboard', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    for (let tabs = 0; tabs < 60; tabs += 1) {
      if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'grid')) break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('ArrowDown')
    assert.deepEqual(await grid.active(), { row: 1, col: 1 })
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key)
    assert.deepEqual(await grid.active(), { row: 2, col: 2 })
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    const { row } = await grid.active()
    await page.keyboard.press('Space')
    await page.getByText('已选 1 条').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('已选 1 条').waitFor({ state: 'hidden' })
    const title = await grid.text(row, '公司名称')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('complementary', { name: '记录详情' }).getByText(title).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: '记录详情' }).waitFor({ state: 'detached' })
  })
})

test('⌃Z takes the last edit back', async () => {
  await onPage(at.browser, { name: 'undo-edit', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const before = await grid.text(9, '联系人')
    await (await grid.cell(9, '联系人')).click()
    await page.keyboard.type('改一下')
    const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
    await page.keyboard.press('Enter')
    await saved
    await grid.expectText(9, '联系人', '改一下')
    await page.keyboard.press('Control+Z')
    await grid.expectText(9, '联系人', before)
    await page.getByText('已撤销').waitFor()
  })
})

test('a block of cells is copied and pasted in one request, taken back as one step and done again', async () => {
  await onPage(at.browser, { name: 'copy-block', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const batches = sent(page, 'POST', /records\/batch$/)
    const names = await grid.texts('联系人', 3)
    const [from, to] = [await grid.cell(1, '联系人'), await grid.cell(3, '手机')]
    await from.hover()
    await page.mouse.down()
    await to.hover()
    await page.mouse.up()
    await page.locator('[data-stats]').getByText('已选 6 格').waitFor()
    const text = await copied(page)
    assert.deepEqual(
      text.split('\n').map(line => line.split('\t')[0]),
      names,
    )
    const before = await grid.text(14, '联系人')
    await (await grid.cell(14, '联系人')).click()
    await paste(page, text)
    await grid.expectText(16, '联系人', names[2] ?? '')
    assert.equal(await grid.text(16, '手机'), await grid.text(3, '手机'))
    await eventually(() => assert.equal(batches.length, 1))
    assert.equal(JSON.parse(batches[0] ?? '').commands.length, 3)
    await page.getByText('已粘贴 6 个值').waitFor()
    await page.keyboard.press('Control+Z')
    await grid.expectText(14, '联系人', before)
    await page.keyboard.press('Control+Y')
    await grid.expectText(14, '联系人', names[0] ?? '')
    await page.reload()
    await grid.settled()
    await grid.expectText(16, '联系人', names[2] ?? '')
  })
})

test('cells from Excel are read by their words, and what cannot be read is told', async () => {
  await onPage(at.browser, { name: 'paste-excel', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(16, '跟进状态')).click()
    const owner = at.admin.me.name
    await paste(page, `已联系\t"¥1,234.50"\t${owner}\r\n已确认\t2.5万\t没有这个人\r\n`)
    await grid.expectText(16, '跟进状态', '已联系')
    await grid.expectText(16, '预计金额', '¥1,234.50')
    await grid.expectText(17, '预计金额', '¥25,000')
    await page.getByText(/^第 17 行 负责人“没有这个人”不是成员，或有人同名。其余 \d 格已写入$/).waitFor()
    const mark = (await grid.cell(17, '负责人')).locator('[data-refused]')
    assert.match((await mark.textContent()) ?? '', /没有这个人/)
    await page.keyboard.press('Escape')
    await mark.waitFor({ state: 'detached' })
  })
})

test('a paste that is partly refused names rows and values, and what is refused is mended where it stands', async () => {
  const expectedErrors = [/status of 422/]
  await onPage(at.browser, { name: 'paste-refused', ...at.admin.signedIn(), expectedErrors }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const before = await grid.text(21, '预计金额')
    const phone = await grid.text(22, '手机')
    await (await grid.cell(21, '预计金额')).click()
    await paste(page, '4321\nfoo\nbar\n99\nbaz\nqux')
    const told = page.getByText(
      '第 22 行 预计金额“foo”不是数字；第 23 行 预计金额“bar”不是数字；第 25 行 预计金额“baz”不是数字；还有 1 处。其余 2 格已写入',
    )
    await told.waitFor()
    await grid.expectText(21, '预计金额', '¥4,321')
    await grid.expectText(24, '预计金额', '¥99')
    const wrong = await grid.cell(22, '预计金额')
    await wrong.locator('[data-refused]').waitFor()
    assert.equal((await grid.active()).row, 22)
    // Mended where it stands.
    await page.keyboard.press('Enter')
    await wrong.getByRole('alert').waitFor()
    assert.equal(await wrong.getByRole('textbox').inputValue(), 'foo')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('77')
    await page.keyboard.press('Enter')
    await grid.expectText(22, '预计金额', '¥77')
    await (await grid.cell(23, '预计金额')).locator('[data-refused]').waitFor()
    await page.keyboard.press('Control+Z')
    await page.keyboard.press('Control+Z')
    await grid.expectText(21, '预计金额', before)
    // What only the server refuses is told the same way.
    await (await grid.cell(22, '手机')).click()
    await paste(page, '123\n13900001111')
    await page.getByText('第 22 行 手机“123”不是电话号码。其余 1 格已写入').waitFor()
    await grid.expectText(23, '手机', /139 0000 1111/)
    await page.getByRole('button', { name: '撤销' }).last().click()
    await grid.expectText(22, '手机', phone)
  })
})

test('a bulk edit that is refused names records and value', ON_ONE_DATABASE, async () => {
  const expectedErrors = [/status of 422/]
  await onPage(at.browser, { name: 'bulk-refused', ...at.admin.signedIn(), expectedErrors }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const names = [await grid.text(18, '公司名称'), await grid.text(19, '公司名称')]
    for (const row of [18, 19]) {
      await (await grid.cell(row, '公司名称')).click({ position: { x: 5, y: 5 } })
      await page.keyboard.press('Space')
    }
    await page.getByRole('button', { name: '批量编辑' }).click()
    const dialog = page.getByRole('dialog', { name: '编辑 2 条记录' })
    await pick(page, dialog.getByRole('combobox', { name: '字段' }), '手机', '手机')
    await dialog.getByRole('textbox', { name: '手机' }).fill('123')
    await dialog.getByRole('button', { name: '修改 2 条' }).click()
    const told = names.map(name => `“${name}”的手机“123”不是电话号码`)
    await page.getByText(told.join('；')).waitFor()
    await (await grid.cell(19, '手机')).locator('[data-refused]').waitFor()
  })
})

test('Enter on a cell that cannot be edited says why', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, { name: 'read-only', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const cell = await grid.cell(3, '未跟进天数')
    await cell.click()
    await page.keyboard.press('Enter')
    await cell.getByText('由系统记录，不能修改').waitFor()
    await page.keyboard.press('ArrowDown')
    await cell.getByText('由系统记录，不能修改').waitFor({ state: 'detached' })
  })
})

test('a selection is filled down by ⌃D and by its corner, and emptied by Del', async () => {
  await onPage(at.browser, { name: 'fill', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    await (await grid.cell(5, '来源')).click()
    const source = await grid.text(5, '来源')
    for (let row = 6; row < 9; row += 1) await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+D')
    for (const row of [6, 7, 8]) await grid.expectText(row, '来源', source)
    await (await grid.cell(5, '预计金额')).click()
    await paste(page, '100\n200')
    await grid.expectText(6, '预计金额', '¥200')
    await page.locator('[data-fill-handle]').hover()
    await page.mouse.down()
    await (await grid.cell(9, '预计金额')).hover()
    await page.mouse.up()
    await grid.expectText(7, '预计金额', '¥300')
    await grid.expectText(9, '预计金额', '¥500')
    await page.keyboard.press('Delete')
    for (const row of [5, 9]) await grid.expectText(row, '预计金额', '')
    await page.keyboard.press('Control+Z')
    await grid.expectText(9, '预计金额', '¥500')
  })
})

test('rows pasted past the end of the list become records where that is wished', async () => {
  await onPage(at.browser, { name: 'paste-over', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const total = await grid.total()
    await (await grid.cell(1, '公司名称')).click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('Control+End')
    const last = await grid.text(total, '公司名称')
    await eventually(async () => assert.equal((await grid.active()).row, total))
    await page.keyboard.press('Home')
    await paste(page, `${last}\n粘贴来的一家公司\n粘贴来的另一家公司`)
    await page.getByRole('button', { name: '新建这些行' }).click()
    await page.getByText('已新建 2 条').waitFor()
    await grid.expectTotal(total + 2)
    await page.keyboard.press('Control+Z')
    await grid.expectTotal(total)
  })
})

test('a cell that a colleague changed meanwhile is kept, and the rest of the paste is saved', async () => {
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  await onPage(
    at.browser,
    { name: 'paste-conflict', expectedErrors: [/409/, /live/], ...at.admin.signedIn() },
    async page => {
      // A page that hears nothing of the change: as when two save in the same moment.
      await page.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'))
      await page.route('**/api/v1/live**', route => route.abort())
      const grid = await Grid.open(page, '/f/lead?sort=company')
      const title = await grid.text(11, '公司名称')
      const { items } = await colleague.ask('POST', '/forms/lead/records/query', {
        filter: { field: 'company', op: 'eq', value: title },
        fields: ['contact_name'],
        size: 1,
      })
      await colleague.update('lead', items[0], { contact_name: '同事改的' })
      await (await grid.cell(10, '联系人')).click()
      await paste(page, '我贴的一\n我贴的二\n我贴的三')
      const told = '第 11 行 联系人“我贴的二”没有保存，别人刚改过。其余 2 格已写入'
      await page.getByText(told).waitFor()
      await grid.expectText(10, '联系人', '我贴的一')
      await grid.expectText(11, '联系人', /^同事改的/)
      await grid.expectText(12, '联系人', '我贴的三')
    },
  )
})

test('the Enter that ends a composition does not save the cell, and no letter of it is lost', async () => {
  await onPage(at.browser, { name: 'composition-cell', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?sort=company')
    const saves = sent(page, 'PATCH', /records/)
    const method = await InputMethod.of(page)
    await (await grid.cell(12, '联系人')).click()
    await method.compose('zhouhai')
    await method.endWithEnter('周海')
    const input = (await grid.cell(12, '联系人')).getByRole('textbox')
    await eventually(async () => assert.equal(await input.inputValue(), '周海'))
    assert.deepEqual(await grid.active(), { row: 12, col: 2 })
    assert.deepEqual(saves, [])
    await saving(page, () => page.keyboard.press('Enter'))
    await stored(page, grid, 12, '周海')
    assert.equal(saves.length, 1)
  })
})

test('letters of a composition are not searched, and neither is the Enter that ends it', async () => {
  await onPage(at.browser, { name: 'composition-search', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead')
    const asked = sent(page, 'POST', /records\/query/)
    const method = await InputMethod.of(page)
    await grid.search().focus()
    await method.compose('haisheng')
    // Twice as long as the box waits after the last key before it asks.
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 450)))
    await method.endWithEnter('海晟')
    await grid.expectText(1, '公司名称', /海晟/)
    const searches = asked.map(body => JSON.parse(body).search).filter(Boolean)
    assert.deepEqual([...new Set(searches)], ['海晟'])
  })
})
