// The harness must be able to fail: these tests show that it does.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { onPage, openBrowser, SCREENS } from './browser.ts'
import { originOf } from './host.ts'
import { shot } from './shots.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser.close())

const document = (body: string) =>
  `<!doctype html><html lang="zh-CN"><title>线索</title><main><h1>线索</h1>${body}</main></html>`

test('an error in the console fails the page that was otherwise fine', async () => {
  const run = onPage(browser, { name: 'self-console' }, page =>
    page.setContent(document("<script>console.error('broken chart')</script>")),
  )
  await assert.rejects(run, /errors in the console:\nbroken chart/)
})

test('an exception that nobody catches fails the page', async () => {
  const run = onPage(browser, { name: 'self-exception' }, page =>
    page.setContent(document('<script>null.length</script>')),
  )
  await assert.rejects(run, /Cannot read properties of null/)
})

test('an error that the journey expects does not fail it', async () => {
  await onPage(browser, { name: 'self-expected', expectedErrors: [/refused/] }, page =>
    page.setContent(document("<script>console.error('refused: 409')</script>")),
  )
})

test('a failed step leaves a picture of the page', async () => {
  const name = 'self-picture'
  const run = onPage(browser, { name }, async page => {
    await page.setContent(document(''))
    throw new Error('no such button')
  })
  await assert.rejects(run, /no such button/)
  const picture = `${import.meta.dirname}/../../output/failed/${name}.png`
  assert.ok(existsSync(picture))
  await rm(picture)
})

test('a button without a name is not accessible, and one with a name is', async () => {
  await onPage(browser, { name: 'self-axe' }, async page => {
    await page.setContent(document('<button></button>'))
    await assert.rejects(assertAccessible(page), /button-name/)
    await page.setContent(document('<button>保存</button>'))
    await assertAccessible(page)
  })
})

test('a page on the local network is not a secure context, one on loopback is', async () => {
  const server = createServer((_, response) => response.end(document('')))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const secure = (origin: string) =>
    onPage(browser, { name: 'self-lan', expectedErrors: [/favicon/] }, async page => {
      await page.goto(origin)
      return page.evaluate(() => window.isSecureContext)
    })
  assert.equal(await secure(originOf(address.port, true)), false)
  assert.equal(await secure(`http://127.0.0.1:${address.port}`), true)
  // What all other journeys are walked under: the address of this machine, unless the local network was asked for.
  assert.equal(await secure(originOf(address.port)), !process.env.CLEW_E2E_LAN)
  server.close()
})

test('Chinese letters have a font, so that screenshots show no boxes', async () => {
  await onPage(browser, { name: 'self-font', ...SCREENS.phone }, async page => {
    await page.setContent('<b id="a" lang="zh-CN">线</b><b id="b" lang="zh-CN">索</b>')
    const pictures = await Promise.all(['#a', '#b'].map(id => page.locator(id).screenshot()))
    assert.ok(pictures[0] && pictures[1] && !pictures[0].equals(pictures[1]))
    const path = await shot(page, 'self-font')
    assert.ok(existsSync(path))
    await rm(path)
  })
})
