// Texts that break careless programs are only texts here: shown as they are, never run.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const SAMPLES = process.env.CLEW_SAMPLES ?? join(import.meta.dirname, '../../../../shared/data')
const LIST = join(SAMPLES, 'blns.json')
const needed = {
  skip: existsSync(LIST) ? ON_ONE_DATABASE.skip : `no blns.json in ${SAMPLES} (CLEW_SAMPLES)`,
} as const
const at = stage()

/** Whatever a text might call when it is run by mistake. */
async function guard(page: Page): Promise<() => Promise<string[]>> {
  const ran: string[] = []
  page.on('dialog', dialog => {
    ran.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.exposeFunction('clewRan', (what: string) => {
    ran.push(what)
  })
  await page.addInitScript(() => {
    const tell = (window as unknown as { clewRan: (what: string) => void }).clewRan
    for (const name of ['alert', 'confirm', 'prompt', 'xss'])
      Object.defineProperty(window, name, { value: () => tell(`${name} was called`) })
  })
  return async () => {
    const foreign = await page.evaluate(() =>
      [...document.querySelectorAll('main script, main iframe, main object, main embed, main marquee')].map(
        element => element.outerHTML.slice(0, 100),
      ),
    )
    return [...ran, ...foreign]
  }
}

test(
  'every one of the naughty texts is shown as it is, in the list, on a record and in its timeline',
  needed,
  async () => {
    const texts = (JSON.parse(readFileSync(LIST, 'utf8')) as string[]).filter(text => text.trim() !== '')
    const refused: string[] = []
    const kept: string[] = []
    for (const text of texts) {
      const answer = await at.admin.try('POST', '/forms/customer/records', {
        values: { name: text, note: text },
      })
      if (answer.status === 201) kept.push(answer.body.values.note)
      else {
        // Too long for a name, or nothing that can be seen: told, not a fault.
        assert.equal(answer.status, 422, `${text}: ${JSON.stringify(answer.body)}`)
        refused.push(text)
      }
    }
    assert.ok(refused.length < texts.length / 20, `${refused.length} were refused`)
    for (const text of kept) assert.ok(texts.includes(text) || texts.map(t => t.trim()).includes(text.trim()))
    const one = await at.admin.create('customer', { name: kept.find(text => text.includes('<script')) })
    const path = `/forms/customer/records/${one.id}/activities`
    let notes = 0
    for (const text of texts)
      if ((await at.admin.try('POST', path, { kind: 'note', text })).status === 201) notes += 1

    await onPage(at.browser, { name: 'naughty', ...at.admin.signedIn() }, async page => {
      const harm = await guard(page)
      const grid = await Grid.open(page, '/f/customer?sort=name')
      const total = await grid.total()
      assert.equal(total, kept.length + 1)
      for (let row = 1; row <= total; row += 40) {
        await page.getByLabel('跳到第几条').fill(String(row))
        await page.getByLabel('跳到第几条').press('Enter')
        await (await grid.cell(row, '客户名称')).waitFor()
        await grid.settled()
      }
      assert.deepEqual(await harm(), [])
      await page.goto(`/f/customer/${one.id}`)
      const entries = page.getByRole('listitem').filter({ hasText: '写了备注' })
      const older = page.getByRole('button', { name: '更早的动态' })
      await eventually(async () => {
        if (await older.isVisible()) await older.click()
        assert.equal(await entries.count(), notes)
      })
      assert.equal((await entries.filter({ hasText: '<script>alert(123)</script>' }).count()) > 0, true)
      assert.deepEqual(await harm(), [])
      await page.goto('/')
      await page.getByText(/周敏，/).waitFor()
      assert.deepEqual(await harm(), [])
    })
  },
)
