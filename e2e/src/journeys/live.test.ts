// Two people at once: what one does, the other sees; what both did is put to them.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { promised } from '../harness/patience.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { change, value } from './parts/record.ts'

const at = stage()

test('an edit of one person shows at another, in the list and on the record', async () => {
  const lead = await at.admin.create('lead', { company: '绍兴海晟染整', contact_name: '旧名字' })
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  await onPage(at.browser, { name: 'live-list', ...colleague.signedIn() }, async list => {
    const grid = await Grid.open(list, '/f/lead?q=绍兴海晟')
    await grid.expectText(1, '联系人', '旧名字')
    await onPage(at.browser, { name: 'live-record', ...colleague.signedIn() }, async record => {
      await record.goto(`/f/lead/${lead.id}`)
      await value(record, '联系人').getByText('旧名字').waitFor()
      await onPage(at.browser, { name: 'live-editor', ...at.admin.signedIn() }, async editor => {
        await editor.goto(`/f/lead/${lead.id}`)
        await change(editor, '联系人', '新名字')
        const answered = Date.now()
        await Promise.all([
          grid.expectText(1, '联系人', '新名字'),
          value(record, '联系人').getByText('新名字').waitFor(),
        ])
        const took = Date.now() - answered
        assert.ok(took < promised(1_000), `it took ${took} ms`)
      })
    })
  })
})

/** The stream of a page that has one of its own, held back by so many milliseconds; counts what is asked of the API. */
async function withSlowStream(page: Page, delay: number): Promise<string[]> {
  const asked: string[] = []
  await page.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'))
  await page.route('**/api/v1/live', async route => {
    await sleep(delay)
    await route.continue().catch(() => undefined)
  })
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  return asked
}

test('what changes after a page was read and before its stream stands is not missed', async () => {
  const lead = await at.admin.create('lead', { company: '嵊州领带', contact_name: '旧名字' })
  await onPage(at.browser, { name: 'live-gap', ...at.admin.signedIn() }, async page => {
    await withSlowStream(page, 3_000)
    await page.goto(`/f/lead/${lead.id}`)
    await value(page, '联系人').getByText('旧名字').waitFor()
    await at.admin.update('lead', lead, { contact_name: '新名字' })
    await value(page, '联系人').getByText('新名字').waitFor()
  })
})

test('a page on which nothing was missed is not read twice', async () => {
  await onPage(at.browser, { name: 'live-once', ...at.admin.signedIn() }, async page => {
    const asked = await withSlowStream(page, 500)
    const stands = page.waitForResponse('**/api/v1/live')
    await Grid.open(page, '/f/customer')
    await stands
    await sleep(1_000)
    assert.equal(asked.filter(path => path === '/api/v1/forms/customer').length, 1)
  })
})

test('a new record of a colleague appears in the open list', async () => {
  await onPage(at.browser, { name: 'live-new', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/customer')
    await at.admin.create('customer', { name: '龙泉青瓷坊' })
    await grid.expectText(1, '客户名称', '龙泉青瓷坊')
  })
})

for (const [keep, kept] of [
  ['保留我的', '我改的'],
  ['用对方的', '对方改的'],
] as const) {
  test(`when both changed the same field, both versions are offered and ${keep} is kept`, async () => {
    const lead = await at.admin.create('lead', { company: `冲突 ${keep}`, contact_name: '原来的' })
    const expectedErrors = [/status of 409/]
    await onPage(
      at.browser,
      { name: `conflict-${kept}`, ...at.admin.signedIn(), expectedErrors },
      async page => {
        await page.goto(`/f/lead/${lead.id}`)
        await value(page, '联系人').click()
        const input = page.getByRole('textbox', { name: '联系人', exact: true })
        await input.fill('我改的')
        await at.admin.update('lead', lead, { contact_name: '对方改的' })
        await input.press('Enter')
        const dialog = page.getByRole('dialog', { name: '这条记录刚被别人改过' })
        await dialog.getByRole('button', { name: /我改的/ }).waitFor()
        await dialog.getByRole('button', { name: /对方改的/ }).waitFor()
        await dialog.getByRole('button', { name: keep }).click()
        await dialog.getByRole('button', { name: '完成' }).click()
        await value(page, '联系人').getByText(kept).waitFor()
        // The page shows it before it is saved, and a closed page saves nothing.
        await eventually(async () =>
          assert.equal((await at.admin.record('lead', lead.id)).values.contact_name, kept),
        )
      },
    )
  })
}

test('what others changed meanwhile in other fields is merged without a question', async () => {
  const lead = await at.admin.create('lead', { company: '合并两个字段', contact_name: '原来的' })
  await onPage(at.browser, { name: 'merge', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await value(page, '联系人').click()
    await at.admin.update('lead', lead, { position: '采购经理' })
    const input = page.getByRole('textbox', { name: '联系人', exact: true })
    await input.fill('新的')
    await input.press('Enter')
    await value(page, '职位').getByText('采购经理').waitFor()
  })
  await eventually(async () => {
    const { values } = await at.admin.record('lead', lead.id)
    assert.deepEqual([values.contact_name, values.position], ['新的', '采购经理'])
  })
})

test("a record that leaves a person's sight disappears from the list and from its own page", async () => {
  const [one, two] = [await at.admin.department('销售一部'), await at.admin.department('销售二部')]
  const member = await at.admin.seat({ name: '王芳', login: 'wangfang', department: one })
  const other = await at.admin.seat({ name: '赵云', login: 'zhaoyun', department: two })
  const lead = await member.create('lead', { company: '江山门业' })
  const expectedErrors = [/status of 404/]
  await onPage(at.browser, { name: 'gone-list', ...member.signedIn(), expectedErrors }, async list => {
    const grid = await Grid.open(list, '/f/lead')
    await grid.expectText(1, '公司名称', '江山门业')
    await onPage(at.browser, { name: 'gone-record', ...member.signedIn(), expectedErrors }, async record => {
      await record.goto(`/f/lead/${lead.id}`)
      await record.getByRole('heading', { name: /江山门业/ }).waitFor()
      await at.admin.update('lead', lead, { owner: other.me.id })
      await list.getByText('没有你能看到的线索').waitFor()
      await record.getByText('找不到这条内容').waitFor()
      assert.equal(await record.getByText('江山门业').count(), 0)
    })
  })
})

const contactOf = async (id: string): Promise<unknown> =>
  (await at.admin.record('lead', id)).values.contact_name

test('what is typed while records come in above goes to the record it was begun on', async () => {
  const own = await at.admin.create('lead', { company: '温岭水泵甲', contact_name: '旧名字' })
  const below = await at.admin.create('lead', { company: '温岭水泵乙', contact_name: '乙的人' })
  await onPage(at.browser, { name: 'live-typing', ...at.admin.signedIn() }, async page => {
    const grid = await Grid.open(page, '/f/lead?q=温岭水泵&sort=company')
    await grid.expectText(1, '公司名称', '温岭水泵甲')
    await (await grid.cell(1, '联系人')).dblclick()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('新名')
    await at.admin.create('lead', { company: '安吉温岭水泵', contact_name: '后来的人' })
    await page.getByText('3', { exact: true }).first().waitFor()
    await page.keyboard.type('字')
    await page.keyboard.press('Enter')
    await grid.expectText(2, '联系人', '新名字')
    await grid.expectText(1, '联系人', '后来的人')
    assert.equal(await contactOf(own.id), '新名字')
    // Enter led to the record that was seen below.
    await page.keyboard.type('丙')
    await page.keyboard.press('Enter')
    await eventually(async () => assert.equal(await contactOf(below.id), '丙'))
  })
})

test('a record that leaves the list stays open beside it, with what is being written', async () => {
  const lead = await at.admin.create('lead', { company: '台州阀门甲', contact_name: '留' })
  await at.admin.create('lead', { company: '台州阀门乙', contact_name: '留' })
  await onPage(at.browser, { name: 'live-leaves', ...at.admin.signedIn() }, async page => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'contact_name', op: 'eq', value: '留' }))
    const grid = await Grid.open(page, `/f/lead?q=台州阀门&sort=company&filter=${filter}`)
    await (await grid.cell(1, '公司名称')).getByRole('button').first().click()
    await page.getByPlaceholder('电话里说了什么').fill('写到一半')
    await at.admin.update('lead', lead, { contact_name: '走' })
    await grid.expectText(1, '公司名称', '台州阀门乙')
    await sleep(1_000)
    assert.match(page.url(), new RegExp(lead.id))
    assert.equal(await page.getByPlaceholder('电话里说了什么').inputValue(), '写到一半')
  })
})
