// A board: counts of everything, cards by hand and by keys, refusals, a colleague looking on, a phone.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { promised } from '../harness/patience.ts'
import { stage } from '../harness/stage.ts'
import { Board } from './parts/board.ts'
import { peek } from './parts/record.ts'
import { pick } from './parts/select.ts'

const BOARD = '/f/opportunity?kind=kanban&sort=name'
const at = stage({}, async admin => {
  const deals = Array.from({ length: 100 }, (_, n) => ({
    name: `需求 ${String(n).padStart(3, '0')}`,
    stage: 'need',
    amount: '1000.50',
  }))
  await admin.createMany('opportunity', deals)
})
const deal = (name: string, more: Record<string, unknown> = {}) =>
  at.admin.create('opportunity', { name, stage: 'prospect', amount: '5000', ...more })
const stageOf = async (id: string) => (await at.admin.record('opportunity', id)).values.stage

test('heads count and sum every record of their column, cards are fetched as somebody scrolls', async () => {
  await onPage(at.browser, { name: 'kanban-counts', ...at.admin.signedIn() }, async page => {
    const asked: number[] = []
    page.on('request', request => {
      if (request.url().endsWith('/opportunity/records/query'))
        asked.push((request.postDataJSON() as { at?: number }).at ?? 0)
    })
    const board = await Board.open(page, BOARD)
    await board.expectCount('需求确认', 100)
    const column = board.column('需求确认')
    await column.getByText('¥10 万').waitFor()
    assert.equal(await column.getByTitle('¥100,050').count(), 1)
    assert.equal(await board.card('需求 099').count(), 0)
    assert.deepEqual([...new Set(asked)], [0])
    await column.locator('[data-drag-scroll]').evaluate(async list => {
      for (let n = 0; n < 12; n += 1) {
        list.scrollTop = list.scrollHeight
        await new Promise(done => setTimeout(done, 150))
      }
    })
    await board.card('需求 099').waitFor()
    await assertAccessibleInBothThemes(page, '[data-board]')
  })
})

test('a card dragged to another column is moved at once, and the toast takes it back', async () => {
  const { id } = await deal('拖动的商机')
  await onPage(at.browser, { name: 'kanban-drag', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, BOARD)
    const before = await board.count('需求确认')
    await board.drag('拖动的商机', '需求确认')
    await board.expectCount('需求确认', before + 1)
    await eventually(async () => assert.equal(await stageOf(id), 'need'))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await board.card('拖动的商机', '初步接洽').waitFor()
    await eventually(async () => assert.equal(await stageOf(id), 'prospect'))
    await board.expectCount('需求确认', before)
  })
})

test('a card let go over nothing, or dropped after Escape, stays where it was', async () => {
  const { id } = await deal('留下的商机')
  await onPage(at.browser, { name: 'kanban-cancel', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, BOARD)
    await board.carry('留下的商机', '需求确认')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await board.card('留下的商机', '初步接洽').waitFor()
    assert.equal(await stageOf(id), 'prospect')
    assert.equal(await peek(page).count(), 0, 'the end of a drag is no click')
  })
})

test('a stage that needs a reason asks for it on the spot, and without it the card goes back', async () => {
  const { id } = await deal('丢掉的商机')
  await onPage(at.browser, { name: 'kanban-needs', ...at.admin.signedIn() }, async page => {
    await page.setViewportSize({ width: 2100, height: 900 })
    const board = await Board.open(page, BOARD)
    await board.drag('丢掉的商机', '输单')
    const form = page.getByRole('dialog', { name: '移到“输单”前请填写' })
    await form.waitFor()
    const [asks, card] = [await form.boundingBox(), await board.card('丢掉的商机', '输单').boundingBox()]
    assert.ok(
      asks && card && asks.x < card.x + card.width && asks.x + asks.width > card.x,
      'it stands at the card',
    )
    await form.getByRole('button', { name: '移动' }).click()
    await form.getByRole('alert').waitFor()
    await form.getByRole('button', { name: '取消' }).click()
    await board.card('丢掉的商机', '初步接洽').waitFor()
    assert.equal(await stageOf(id), 'prospect')
    await board.drag('丢掉的商机', '输单')
    await pick(page, form.getByLabel('输单原因'), '价格')
    await form.getByRole('button', { name: '移动' }).click()
    await board.card('丢掉的商机', '输单').waitFor()
    await eventually(async () => {
      const { values } = await at.admin.record('opportunity', id)
      assert.deepEqual([values.stage, values.lost_reason], ['lost', 'price'])
    })
  })
  const refused = await at.admin.try(
    'PATCH',
    `/forms/opportunity/records/${(await deal('直接丢掉')).id}`,
    { values: { stage: 'lost' } },
    { 'if-match': '"1"' },
  )
  assert.deepEqual([refused.status, refused.body.errors[0].field], [422, 'lost_reason'])
})

test('a wheel pushed sideways over the cards moves the board to the columns beyond the screen', async () => {
  await onPage(at.browser, { name: 'kanban-wheel', ...at.admin.signedIn() }, async page => {
    await page.setViewportSize({ width: 1366, height: 768 })
    const board = await Board.open(page, BOARD)
    await board.card('需求 001').hover()
    await page.mouse.wheel(600, 0)
    await eventually(async () =>
      assert.ok((await page.locator('[data-board]').evaluate(shown => shown.scrollLeft)) > 300),
    )
  })
})

test('a drop that the server refuses goes back and says why', async () => {
  const { id } = await deal('被拒绝的商机')
  const expectedErrors = [/status of 403/]
  await onPage(at.browser, { name: 'kanban-refused', ...at.admin.signedIn(), expectedErrors }, async page => {
    await page.route(`**/records/${id}`, route =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: 403,
            contentType: 'application/problem+json',
            body: JSON.stringify({ type: 'about:blank', status: 403, code: 'forbidden', errors: [] }),
          })
        : route.continue(),
    )
    const board = await Board.open(page, BOARD)
    const before = await board.count('需求确认')
    await board.drag('被拒绝的商机', '需求确认')
    await page.locator('[data-toaster]').getByText('没有权限').waitFor()
    await board.card('被拒绝的商机', '初步接洽').waitFor()
    await board.expectCount('需求确认', before)
    await page.locator('[aria-live=assertive]').getByText('已回到原处').waitFor()
  })
})

test('a card is carried by keys, and every step is spoken', async () => {
  const { id } = await deal('键盘移动的商机')
  await onPage(at.browser, { name: 'kanban-keys', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, BOARD)
    const said = page.locator('[aria-live=assertive]')
    await board.card('键盘移动的商机').focus()
    await page.keyboard.press('Space')
    await said.getByText('拿起了“键盘移动的商机”').waitFor()
    await page.keyboard.press('ArrowRight')
    await said.getByText('移到“需求确认”上方').waitFor()
    await page.keyboard.press('Escape')
    await said.getByText('留在原处').waitFor()
    assert.equal(await stageOf(id), 'prospect')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await said.getByText('放到了“方案报价”').waitFor()
    await eventually(async () => assert.equal(await stageOf(id), 'proposal'))
    const card = board.card('键盘移动的商机', '方案报价')
    await eventually(async () => assert.ok(await card.evaluate(el => el === document.activeElement)))
    await page.keyboard.press('Enter')
    await peek(page).getByRole('heading', { name: '键盘移动的商机' }).waitFor()
  })
})

test('a colleague sees a card move within a second', async () => {
  await deal('别人看着的商机')
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  await onPage(at.browser, { name: 'kanban-watching', ...colleague.signedIn() }, async watching => {
    const theirs = await Board.open(watching, BOARD)
    await theirs.card('别人看着的商机', '初步接洽').waitFor()
    await onPage(at.browser, { name: 'kanban-moving', ...at.admin.signedIn() }, async moving => {
      const mine = await Board.open(moving, BOARD)
      const before = await theirs.count('需求确认')
      const answered = moving.waitForResponse(answer => answer.request().method() === 'PATCH')
      await mine.drag('别人看着的商机', '需求确认')
      await answered
      const since = Date.now()
      await theirs.expectCount('需求确认', before + 1)
      assert.ok(Date.now() - since < promised(1_000), `it took ${Date.now() - since} ms`)
    })
  })
})

test('a new record begins in the column where it was asked for', async () => {
  await onPage(at.browser, { name: 'kanban-add', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, BOARD)
    await board.column('方案报价').getByRole('button', { name: '在“方案报价”中新建' }).click()
    const dialog = page.getByRole('dialog', { name: '新建商机' })
    await dialog.getByLabel('商机名称').fill('列里新建的商机')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await board.card('列里新建的商机', '方案报价').waitFor()
  })
})

test('a folded column stays folded in the address, and takes cards', async () => {
  const { id } = await deal('放进折叠列')
  await onPage(at.browser, { name: 'kanban-fold', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, BOARD)
    await board.column('需求确认').getByRole('button', { name: '折叠“需求确认”' }).click()
    const folded = page.getByRole('region', { name: /^需求确认，已折叠/ })
    await folded.waitFor()
    await page.reload()
    await folded.waitFor()
    const card = await board.card('放进折叠列').boundingBox()
    const target = await folded.boundingBox()
    assert.ok(card && target)
    await page.mouse.move(card.x + 40, card.y + 16)
    await page.mouse.down()
    await page.mouse.move(card.x + 60, card.y + 30, { steps: 4 })
    await page.mouse.move(target.x + 20, target.y + 200, { steps: 8 })
    await page.mouse.up()
    await eventually(async () => assert.equal(await stageOf(id), 'need'))
  })
})

test('on a phone a thumb pushes the columns, and a card opens its page', async () => {
  await onPage(at.browser, { name: 'kanban-phone', ...SCREENS.phone, ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, BOARD)
    const width = (await board.column('需求确认').boundingBox())?.width ?? 0
    assert.ok(width > 300 && width < 390, `a column is ${width} wide`)
    await board.card('需求 000').tap()
    await page.getByRole('heading', { name: '需求 000' }).waitFor()
  })
})

test('a card dropped on the step that an action leads to stays where it is until that is done', async () => {
  const { id } = await at.admin.create('lead', { company: '拖到已转化' })
  await onPage(at.browser, { name: 'kanban-action', ...at.admin.signedIn() }, async page => {
    const board = await Board.open(page, '/f/lead?kind=kanban')
    await board.drag('拖到已转化', '已转化')
    const dialog = page.getByRole('dialog', { name: '转为客户' })
    await dialog.getByText('拖到已转化').first().waitFor()
    await assertAccessibleInBothThemes(page)
    await dialog.getByRole('button', { name: '取消' }).click()
    await board.card('拖到已转化', '新线索').waitFor()
    assert.equal((await at.admin.record('lead', id)).values.status, 'new')
    await board.drag('拖到已转化', '已转化')
    await dialog.getByRole('button', { name: '确定' }).click()
    await page.getByText('转为客户完成').waitFor()
    await board.card('拖到已转化', '已转化').waitFor()
  })
})
