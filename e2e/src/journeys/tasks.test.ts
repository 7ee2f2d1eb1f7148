// Work that is to be done: on a record, in one's day, in the list that keys walk, on the phone.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { dayEnd } from '../harness/zone.ts'
import { company, leads } from './parts/leads.ts'
import { entry } from './parts/record.ts'

const HOUR = 3_600_000
const wholeDay = (days: number) => ({ at: dayEnd(days), all_day: true })

const at = stage({}, async admin => {
  await admin.createMany('lead', leads(3))
  const task = (title: string, due?: object) =>
    admin.ask('POST', '/tasks', { title, ...(due ? { due } : {}) })
  await task('催合同', wholeDay(-2))
  await task('备方案', wholeDay(0))
  await task('订会场', wholeDay(3))
  await task('整理名片')
})
const desk = (name: string) => ({ name, ...at.admin.signedIn() })
const phone = (name: string) => ({ name, ...SCREENS.phone, ...at.admin.signedIn() })

const row = (page: Page, title: string): Locator => page.locator('[data-task]').filter({ hasText: title })
const group = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const badge = async (page: Page, link: string): Promise<number> => {
  const text = await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${link}`) })
    .textContent()
  return Number(text?.match(/\d+/)?.[0] ?? 0)
}
const firstLead = async (): Promise<string> => {
  const filter = { field: 'company', op: 'eq', value: company(0) }
  const found = await at.admin.ask('POST', '/forms/lead/records/query', { fields: ['id'], size: 1, filter })
  return found.items[0].id
}

test('a task is added to a record in one line, ticked off and taken back', async () => {
  const id = await firstLead()
  await onPage(at.browser, desk('tasks-of-record'), async page => {
    await page.goto(`/f/lead/${id}`)
    const tasks = page.getByRole('region', { name: '任务', exact: true })
    await tasks.getByLabel('新任务').fill('寄样品')
    await tasks.getByRole('button', { name: '明天' }).click()
    await tasks.getByLabel('新任务').press('Enter')
    const tick = tasks.getByRole('checkbox', { name: '完成“寄样品”' })
    await tick.waitFor()
    await tasks.getByText('明天', { exact: true }).first().waitFor()
    await entry(page, '添加了任务').filter({ hasText: '寄样品' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await tick.click()
    await tasks.getByRole('button', { name: '已完成 1' }).waitFor()
    assert.equal(await tick.count(), 0)
    await entry(page, '完成了任务').filter({ hasText: '寄样品' }).waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await tick.waitFor()
  })
})

test('the day that a text says is offered, and saved with the text as it is', async () => {
  await onPage(at.browser, desk('tasks-said-day'), async page => {
    await page.goto('/tasks')
    const line = page.getByLabel('新任务')
    await line.fill('明天下午3点给海达寄样品')
    await page.getByRole('button', { name: '明天 15:00' }).waitFor()
    await line.press('Enter')
    await group(page, '明天及以后').getByText('明天下午3点给海达寄样品').waitFor()
    await line.fill('明天下午4点再打一次')
    await page.getByRole('button', { name: '不设日期' }).click()
    await line.press('Enter')
    await group(page, '没有日期').getByText('明天下午4点再打一次').waitFor()
  })
})

test('a day and a time of one’s own are typed, quick days walked by arrows', async () => {
  const id = await firstLead()
  await onPage(at.browser, desk('tasks-own-day'), async page => {
    await page.goto(`/f/lead/${id}`)
    const tasks = page.getByRole('region', { name: '任务', exact: true })
    await tasks.getByLabel('新任务').fill('年初回访')
    await tasks.getByRole('button', { name: '自选' }).click()
    const panel = page.getByRole('dialog', { name: '截止时间' })
    await panel.getByLabel('日期').waitFor()
    await page.keyboard.press('ArrowDown')
    assert.match((await page.locator(':focus').textContent()) ?? '', /^明天/)
    await assertAccessibleInBothThemes(page)
    await panel.getByLabel('日期').fill('2031-01-15')
    await page.keyboard.press('Tab')
    await panel.getByLabel('时间，可不填').fill('15:30')
    await page.keyboard.press('Enter')
    await panel.waitFor({ state: 'detached' })
    await tasks.getByLabel('新任务').press('Enter')
    await tasks.getByText('2031-01-15 15:30').waitFor()
  })
})

test('numbers of the day agree with the lists behind them', async () => {
  const id = await firstLead()
  const lead = await at.admin.record('lead', id)
  await at.admin.update('lead', lead, {
    owner: at.admin.me.id,
    next_activity_at: new Date(Date.now() - HOUR).toISOString(),
  })
  await onPage(at.browser, desk('tasks-day'), async page => {
    await page.goto('/')
    await page.getByText('催合同').waitFor()
    const due = page.getByRole('link', { name: /^待跟进线索\s*1$/ })
    await due.waitFor()
    // Two tasks, one follow-up; what comes later is not of today.
    assert.equal(await badge(page, '工作台'), 3)
    const rows = async (name: string) => group(page, name).getByRole('listitem').count()
    assert.equal((await rows('逾期')) + (await rows('今天')), 3)
    await group(page, '明天及以后（7 天）').getByText('订会场').waitFor()
    await group(page, '没有日期').getByText('整理名片').waitFor()
    await assertAccessibleInBothThemes(page)
    await due.click()
    await page.getByText(company(0)).first().waitFor()
    await page.getByText('第 1–1 / 1 条').waitFor()
    await page.goto('/tasks')
    await row(page, '催合同').waitFor()
    assert.equal(await badge(page, '任务'), 2)
    assert.equal(await group(page, '逾期').getByRole('listitem').count(), 1)
    assert.equal(await group(page, '今天').getByRole('listitem').count(), 1)
    await assertAccessibleInBothThemes(page)
  })
})

test('the list of tasks is worked without a mouse', async () => {
  await onPage(at.browser, desk('tasks-keys'), async page => {
    await page.goto('/tasks')
    await row(page, '催合同').waitFor()
    await page.keyboard.press('n')
    await page.keyboard.type('给财务打电话')
    await page.keyboard.press('Enter')
    await row(page, '给财务打电话').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    assert.equal(await row(page, '备方案').getAttribute('aria-current'), 'true')
    await page.keyboard.press('k')
    await page.keyboard.press('e')
    const form = page.getByRole('complementary', { name: '编辑任务' })
    await form.getByLabel('任务', { exact: true }).fill('催合同盖章')
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Enter')
    await row(page, '催合同盖章').waitFor()
    await form.waitFor({ state: 'detached' })
    await page.keyboard.press('x')
    await row(page, '催合同盖章').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '已完成' }).click()
    await group(page, '已完成').getByText('催合同盖章').waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await group(page, '逾期').getByText('催合同盖章').waitFor()
  })
})

test('what was given to a colleague is a list of its own, with what became of it', async () => {
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang' })
  await at.admin.ask('POST', '/tasks', { title: '送样机', assignee: colleague.me.id, due: wholeDay(1) })
  await onPage(at.browser, desk('tasks-i-gave'), async page => {
    await page.goto('/tasks')
    await row(page, '备方案').waitFor()
    assert.equal(await row(page, '送样机').count(), 0)
    await page.getByRole('radio', { name: '我交办的' }).click()
    await group(page, '明天及以后').getByText('送样机').waitFor()
    await row(page, '送样机').getByText('李强', { exact: true }).first().waitFor()
    assert.equal(await row(page, '备方案').count(), 0)
    await assertAccessibleInBothThemes(page)
    const [mine] = (await colleague.ask('GET', '/tasks?assignee=me')).items
    await colleague.ask('PATCH', `/tasks/${mine.id}`, { done: true })
    await page.reload()
    await page.getByRole('button', { name: '已完成' }).click()
    await group(page, '已完成').getByText('送样机').waitFor()
  })
})

test('tasks and follow-ups stand on their days', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, desk('tasks-calendar'), async page => {
    await page.goto('/tasks?show=calendar&mode=week')
    await page.getByRole('button', { name: '备方案' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('radio', { name: '月' }).click()
    await page.getByRole('button', { name: '备方案' }).waitFor()
    await assertAccessibleInBothThemes(page)
  })
})

test('a colleague is given work, told of it, and led to it', async () => {
  const lin = await at.admin.seat({ name: '林晓雨', login: 'lin' })
  await onPage(at.browser, desk('tasks-give'), async page => {
    await page.goto('/tasks')
    const line = page.getByLabel('新任务')
    await line.fill('核对开票资料')
    await page.getByRole('button', { name: /^执行人/ }).click()
    await page.getByRole('dialog', { name: '执行人' }).getByRole('button', { name: '林晓雨' }).click()
    await line.press('Enter')
    await page.getByRole('button', { name: /^看谁的任务/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '林晓雨' }).click()
    await row(page, '核对开票资料').waitFor()
  })
  await onPage(at.browser, { name: 'tasks-given', ...lin.signedIn() }, async page => {
    await page.goto('/notices')
    await page.getByRole('button', { name: /有新任务交给你：核对开票资料/ }).click()
    await page.waitForURL(/\/tasks\?task=/)
    assert.equal(await row(page, '核对开票资料').getAttribute('aria-current'), 'true')
  })
})

test('the team: whose records grow cold, and the records themselves', ON_ONE_DATABASE, async () => {
  await at.admin.seat({ name: '唐磊', login: 'tang' })
  const people = (await at.admin.ask('GET', '/people')).items
  const tang = people.find((person: { name: string }) => person.name === '唐磊').id
  await at.admin.create('lead', { company: '湖州竹业', owner: tang })
  await onPage(at.browser, desk('tasks-team'), async page => {
    await page.goto('/')
    await page.getByRole('navigation').getByRole('link', { name: '团队' }).click()
    await page.getByRole('link', { name: '唐磊，在跟 1 条' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('link', { name: '唐磊，在跟 1 条' }).click()
    await page.getByText('湖州竹业').first().waitFor()
    await page.getByText('第 1–1 / 1 条').waitFor()
  })
})

test('on the phone the day is ticked off with the thumb', ON_ONE_DATABASE, async () => {
  await onPage(at.browser, phone('tasks-phone'), async page => {
    await page.goto('/todo')
    const tick = page.getByRole('checkbox', { name: '完成“备方案”' })
    await tick.waitFor()
    const box = await tick.boundingBox()
    assert.ok(box && box.width >= 44 && box.height >= 44, 'a tick is as large as a thumb')
    await assertAccessibleInBothThemes(page)
    await tick.tap()
    await tick.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '撤销' }).tap()
    await tick.waitFor()
    await page.goto('/tasks?show=calendar')
    await page.getByRole('button', { name: '备方案' }).waitFor()
    await assertAccessibleInBothThemes(page)
  })
})

test('the phone is led to the tasks of a record, however far below they stand', ON_ONE_DATABASE, async () => {
  const id = await firstLead()
  await onPage(at.browser, phone('tasks-led'), async page => {
    await page.goto(`/f/lead/${id}#tasks`)
    const tasks = page.getByRole('region', { name: '任务', exact: true })
    await tasks.getByRole('checkbox', { name: '完成“寄样品”' }).waitFor()
    await eventually(async () => {
      const box = await tasks.boundingBox()
      assert.ok(box && box.y >= 0 && box.y < SCREENS.phone.viewport.height, 'the tasks are in view')
    })
  })
})

test('after a call the page asks how it went', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '诸暨珍珠', phone: '13812345678' })
  await onPage(at.browser, phone('tasks-call'), async page => {
    await page.goto(`/f/lead/${lead.id}`)
    // The dialler is another app; what the page notices is that it was out of sight.
    await page.evaluate(() => {
      document.addEventListener('click', event => event.preventDefault())
    })
    await page.getByRole('link', { name: '拨打' }).tap()
    const see = (state: 'hidden' | 'visible') =>
      page.evaluate(value => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value })
        document.dispatchEvent(new Event('visibilitychange'))
      }, state)
    await see('hidden')
    await see('visible')
    const panel = page.getByRole('complementary', { name: '刚才的电话聊得怎样' })
    await panel.getByText('诸暨珍珠').waitFor()
    await assertAccessibleInBothThemes(page)
    await panel.getByRole('radio', { name: '接通' }).tap()
    await panel.getByLabel('跟进内容').fill('要报价')
    await panel.getByRole('button', { name: '保存跟进' }).tap()
    await panel.waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: '动态' }).tap()
    await entry(page, '接通：要报价').filter({ hasText: '1 分钟' }).waitFor()
  })
})
