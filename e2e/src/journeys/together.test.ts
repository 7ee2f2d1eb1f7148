// Two people edit the same list and the same record for a while. Nothing that the server took is lost, and two seconds
// after the last edit both see what it holds. CLEW_E2E_TOGETHER_S says for how long; 20 s in the suite.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { promised } from '../harness/patience.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { change } from './parts/record.ts'

const LENGTH_MS = Number(process.env.CLEW_E2E_TOGETHER_S ?? 20) * 1000
const FRESH_MS = promised(2_000)
const ROWS = 6
const COLUMNS = { ann: '联系人', ben: '公司名称' } as const
const CODES = { 联系人: 'contact_name', 公司名称: 'company' } as const

const at = stage({}, async admin => {
  for (let n = 1; n <= ROWS; n += 1) await admin.create('lead', { company: `同改 ${n}` })
})

test('two people edit one list and one record, and nothing is lost or stale', {
  timeout: LENGTH_MS + 120_000,
}, async () => {
  const ben = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  const { items } = await at.admin.ask('POST', '/forms/lead/records/query', {
    fields: ['company'],
    sort: [{ field: 'created_at' }],
  })
  const shared = items[ROWS - 1].id as string
  const list = '/f/lead?sort=created_at'
  await onPage(at.browser, { name: 'together-ann', ...at.admin.signedIn() }, async annPage => {
    await onPage(at.browser, { name: 'together-ben', ...ben.signedIn() }, async benPage => {
      await onPage(at.browser, { name: 'together-record', ...ben.signedIn() }, async record => {
        const ann = await Grid.open(annPage, list)
        const ben = await Grid.open(benPage, list)
        await record.goto(`/f/lead/${shared}`)
        const end = Date.now() + LENGTH_MS
        const [byAnn, byBen, onRecord] = await Promise.all([
          editing(ann, COLUMNS.ann, end, 'a'),
          editing(ben, COLUMNS.ben, end, 'b'),
          editingRecord(record, end),
        ])
        const last = Date.now()
        const wanted = new Map([...byAnn, ...byBen])
        assert.ok(wanted.size === 2 * (ROWS - 1), 'every cell was edited')
        await holds(items, wanted)
        for (const grid of [ann, ben])
          for (const [place, text] of wanted) {
            const [row, column] = place.split(' ')
            await eventually(
              async () => assert.equal(await grid.text(Number(row), String(column)), text, place),
              Math.max(0, FRESH_MS - (Date.now() - last)),
            )
          }
        assert.equal((await at.admin.record('lead', shared)).values.wechat, onRecord)
      })
    })
  })
})

test('a colleague’s corrections show on every page of a timeline that was read, and nothing jumps', async () => {
  const ben = await at.admin.seat({ name: '赵琳', login: 'zhaolin', role: 'administrator' })
  const lead = await at.admin.create('lead', { company: '宁波长谈模具' })
  const path = `/forms/lead/records/${lead.id}/activities`
  const made: string[] = []
  for (let no = 0; no < 60; no += 1) {
    const moment = new Date(Date.now() - no * 3_600_000).toISOString()
    made.push((await at.admin.ask('POST', path, { kind: 'call', text: `第 ${no} 次通话`, at: moment })).id)
  }
  await onPage(at.browser, { name: 'together-timeline', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('button', { name: '更早的动态' }).click()
    const oldest = page.locator(`[data-activity="${made[59]}"]`)
    await oldest.scrollIntoViewIfNeeded()
    const stood = await oldest.boundingBox()
    for (const no of [0, 59]) await ben.ask('PATCH', `${path}/${made[no]}`, { text: `第 ${no} 次，改过` })
    await page.getByText('第 59 次，改过').waitFor({ timeout: FRESH_MS })
    await page.getByText('第 0 次，改过').waitFor({ timeout: FRESH_MS })
    assert.equal((await oldest.boundingBox())?.y, stood?.y)
  })
})

/** Types into one cell after the other until the time is over; answers with what stands last in each. */
async function editing(grid: Grid, column: string, end: number, who: string): Promise<Map<string, string>> {
  const written = new Map<string, string>()
  const { page } = grid
  for (let turn = 0; Date.now() < end || turn < ROWS - 1; turn += 1) {
    const row = (turn % (ROWS - 1)) + 1
    const text = `${who}${turn}`
    await (await grid.cell(row, column)).click()
    const saved = page.waitForResponse(
      answer => answer.request().method() === 'PATCH' && /\/records\//.test(answer.url()),
    )
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    const answer = await saved
    assert.equal(answer.status(), 200, `${who} ${turn}: other fields of a row are merged`)
    written.set(`${row} ${column}`, text)
  }
  return written
}

async function editingRecord(page: Page, end: number): Promise<string> {
  let text = ''
  for (let turn = 0; Date.now() < end || turn === 0; turn += 1) {
    text = `微信${turn}`
    await change(page, '微信', text)
  }
  return text
}

/** What was answered with 200 is what the server holds. */
async function holds(items: { id: string }[], wanted: Map<string, string>): Promise<void> {
  for (const [place, text] of wanted) {
    const [row, column] = place.split(' ') as [string, keyof typeof CODES]
    const { values } = await at.admin.record('lead', items[Number(row) - 1]?.id ?? '')
    assert.equal(values[CODES[column]], text, place)
  }
}
