// A calendar: days with more than they can show, moves by hand and by keys, a new record on a day, a phone.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { moment } from '../harness/zone.ts'
import { peek } from './parts/record.ts'

const layout = (calendar: Record<string, string>) =>
  `layout=${encodeURIComponent(JSON.stringify({ calendar }))}`
const CLOSE = `/f/opportunity?kind=calendar&day=2027-03-10&${layout({ start: 'expected_close', colour: 'stage' })}`
const FOLLOW_UP = `/f/opportunity?kind=calendar&day=2027-05-12&${layout({ start: 'next_activity_at' })}`
const at = stage({}, async admin => {
  await admin.createMany(
    'opportunity',
    Array.from({ length: 9 }, (_, n) => ({ name: `同一天 ${n + 1}`, expected_close: '2027-03-03' })),
  )
})
const deal = (name: string, values: Record<string, unknown>) =>
  at.admin.create('opportunity', { name, ...values })
const stored = async (id: string, code: string) => {
  const record = (await at.admin.record('opportunity', id)) as unknown as Record<
    string,
    Record<string, unknown>
  >
  return record.values?.[code] ?? record.system?.[code]
}
const planned = async (id: string) => new Date(String(await stored(id, 'next_activity_at'))).toISOString()

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('[data-calendar]').waitFor()
}
const day = (page: Page, date: string): Locator => page.locator(`[data-drop="${date}"]`)
const event = (page: Page, title: string): Locator =>
  page.locator('[data-calendar]').getByRole('button', { name: new RegExp(`${title}$`) })

async function drag(page: Page, what: Locator, to: Locator): Promise<void> {
  const [from, target] = [await what.boundingBox(), await to.boundingBox()]
  assert.ok(from && target)
  await page.mouse.move(from.x + 10, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x + 24, from.y + 20, { steps: 4 })
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 })
  await page.mouse.up()
}

test('a day with more than it can show says how many, and opens all of them', async () => {
  await onPage(at.browser, { name: 'calendar-more', ...at.admin.signedIn() }, async page => {
    await open(page, CLOSE)
    await page.getByRole('heading', { name: '2027年3月' }).waitFor()
    const more = day(page, '2027-03-03').getByRole('button', { name: /^还有 \d 条/ })
    await more.waitFor()
    await more.click()
    const panel = page.getByRole('dialog', { name: /3月3日/ })
    await eventually(async () => assert.equal(await panel.getByRole('listitem').count(), 9))
    await page.keyboard.press('Escape')
    await assertAccessibleInBothThemes(page, '[data-calendar]')
  })
})

test('a record dragged to another day is rescheduled, and the toast takes it back', async () => {
  const { id } = await deal('改期的商机', { expected_close: '2027-03-10' })
  await onPage(at.browser, { name: 'calendar-drag', ...at.admin.signedIn() }, async page => {
    await open(page, CLOSE)
    await drag(page, event(page, '改期的商机'), day(page, '2027-03-18'))
    await eventually(async () => assert.equal(await stored(id, 'expected_close'), '2027-03-18'))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await eventually(async () => assert.equal(await stored(id, 'expected_close'), '2027-03-10'))
    assert.equal(await peek(page).count(), 0, 'the end of a drag is no click')
  })
})

test('a moment keeps its time of day when it moves to another day, and takes the time it is dropped on', async () => {
  const { id } = await deal('下午的电话', { next_activity_at: moment('2027-05-12', '14:30') })
  await onPage(at.browser, { name: 'calendar-moment', ...at.admin.signedIn() }, async page => {
    await open(page, FOLLOW_UP)
    await event(page, '下午的电话').getByText('14:30').waitFor()
    await drag(page, event(page, '下午的电话'), day(page, '2027-05-20'))
    await eventually(async () => assert.equal(await planned(id), moment('2027-05-20', '14:30')))
    await page.getByRole('radio', { name: '周', exact: true }).click()
    await page.getByRole('button', { name: '下一页' }).click()
    await drag(page, event(page, '下午的电话'), day(page, '2027-05-19T10:00'))
    await eventually(async () => assert.equal(await planned(id), moment('2027-05-19', '10:00')))
  })
})

test('a refused move goes back and says why', async () => {
  const { id } = await deal('改不了的日程', { expected_close: '2027-03-24' })
  const expectedErrors = [/status of 403/]
  await onPage(
    at.browser,
    { name: 'calendar-refused', ...at.admin.signedIn(), expectedErrors },
    async page => {
      await page.route(`**/records/${id}`, route =>
        route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'about:blank', status: 403, code: 'forbidden', errors: [] }),
        }),
      )
      await open(page, CLOSE)
      await drag(page, event(page, '改不了的日程'), day(page, '2027-03-25'))
      await page.locator('[data-toaster]').getByText('没有权限').waitFor()
      await eventually(async () => {
        const chip = await event(page, '改不了的日程').boundingBox()
        const cell = await day(page, '2027-03-24').boundingBox()
        assert.ok(chip && cell && chip.x >= cell.x && chip.x < cell.x + cell.width)
      })
    },
  )
})

test('keys walk the days, move a record and begin a new one', async () => {
  const { id } = await deal('用键盘改期', { expected_close: '2027-03-09' })
  await onPage(at.browser, { name: 'calendar-keys', ...at.admin.signedIn() }, async page => {
    await open(page, CLOSE)
    await event(page, '用键盘改期').focus()
    await page.keyboard.press('Alt+ArrowRight')
    await eventually(async () => assert.equal(await stored(id, 'expected_close'), '2027-03-10'))
    await page.locator('[data-day-button="2027-03-10"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await eventually(async () =>
      assert.equal(
        await page.evaluate(() => (document.activeElement as HTMLElement).dataset.dayButton),
        '2027-03-18',
      ),
    )
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: '新建商机' })
    await dialog.getByLabel('商机名称').fill('那天新建的商机')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await event(page, '那天新建的商机').waitFor()
    const { items } = await at.admin.ask('POST', '/forms/opportunity/records/query', {
      filter: { field: 'name', op: 'eq', value: '那天新建的商机' },
      fields: ['expected_close'],
      size: 1,
    })
    assert.equal(items[0].values.expected_close, '2027-03-18')
  })
})

test('the address holds the day and the range, and a colleague who opens it sees the same', async () => {
  const colleague = await at.admin.seat({ name: '王芳', login: 'wangfang', role: 'administrator' })
  let link = ''
  await onPage(at.browser, { name: 'calendar-link', ...at.admin.signedIn() }, async page => {
    await open(page, CLOSE)
    await page.getByRole('radio', { name: '日程' }).click()
    await page.getByRole('button', { name: '上一页' }).click()
    await page.getByRole('heading', { name: /2月24日/ }).waitFor()
    link = page.url()
  })
  await onPage(at.browser, { name: 'calendar-linked', ...colleague.signedIn() }, async page => {
    await page.goto(link)
    await page.getByRole('heading', { name: /2月24日/ }).waitFor()
    await event(page, '同一天 1').waitFor()
  })
})

test('on a phone it is an agenda, and a record opens its page', async () => {
  await onPage(
    at.browser,
    { name: 'calendar-phone', ...SCREENS.phone, ...at.admin.signedIn() },
    async page => {
      await open(page, CLOSE.replace('2027-03-10', '2027-03-03'))
      await page.getByRole('button', { name: /同一天 1$/ }).tap()
      await page.getByRole('heading', { name: '同一天 1' }).waitFor()
    },
  )
})

test('the calendar says by which date it goes, that a time is empty, and goes by another date', async () => {
  await onPage(at.browser, { name: 'calendar-by', ...at.admin.signedIn() }, async page => {
    await open(page, '/f/opportunity?kind=calendar&day=2027-03-10')
    await page.getByText('2027年3月没有“下次跟进”在其中的记录，点日期可新建。').waitFor()
    await page.getByRole('button', { name: '按“下次跟进”' }).click()
    await page.getByRole('menuitemcheckbox', { name: '预计成交日期' }).click()
    await event(page, '同一天 1').first().waitFor()
    await page.getByRole('button', { name: '按“预计成交日期”' }).waitFor()
    assert.equal(await page.getByText('在其中的记录').count(), 0)
  })
})
