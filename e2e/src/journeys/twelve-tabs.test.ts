// Twelve tabs of one person: browsers give a host six connections, and one stream serves all tabs.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { promised } from '../harness/patience.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const at = stage()
const TABS = 12
const WITHIN_MS = promised(3_000)

test('twelve open tabs load, and all of them see what a colleague changes', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '义乌十二标签', contact_name: '旧' })
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang', role: 'administrator' })
  await onPage(at.browser, { name: 'twelve-tabs', ...colleague.signedIn() }, async first => {
    const tabs: Page[] = [first]
    while (tabs.length < TABS) tabs.push(await first.context().newPage())
    const grids = await Promise.all(tabs.map(tab => Grid.open(tab, '/f/lead')))
    await Promise.all(grids.map(grid => grid.expectText(1, '联系人', '旧')))
    let now = lead
    for (const word of ['新一', '新二']) {
      now = await at.admin.update('lead', now, { contact_name: word })
      const began = Date.now()
      await Promise.all(grids.map(grid => grid.expectText(1, '联系人', word)))
      assert.ok(Date.now() - began < WITHIN_MS, `${word} took ${Date.now() - began} ms`)
    }
    // The tab that held the stream closes: the others go on.
    await tabs.pop()?.close()
    await tabs.shift()?.close()
    const left = grids.slice(1, -1)
    now = await at.admin.update('lead', now, { contact_name: '最后' })
    await eventually(() => Promise.all(left.map(grid => grid.expectText(1, '联系人', '最后'))))
  })
})
