// The gallery of the kit, served by the development server: pictured in both themes, quiet, accessible in its colours,
// and no part of what is built.

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible } from '../harness/axe.ts'
import { onPage, openBrowser } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { shot } from '../harness/shots.ts'
import { ON_ONE_DATABASE } from '../harness/stage.ts'

const WEB = join(import.meta.dirname, '../../../web')
const START_LIMIT_MS = 60_000

let browser: Browser
let vite: ChildProcess
let url = ''

before(async () => {
  if (ON_ONE_DATABASE.skip) return
  browser = await openBrowser()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  vite = spawn(process.execPath, [join(WEB, 'node_modules/vite/bin/vite.js')], {
    cwd: WEB,
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  await eventually(async () => assert.ok((await fetch(`${url}/gallery.html`)).ok), START_LIMIT_MS)
})
after(async () => {
  vite?.kill()
  await browser?.close()
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

for (const theme of ['light', 'dark']) {
  test(
    `every part of the kit and every kind of field is pictured in the ${theme}`,
    ON_ONE_DATABASE,
    async () => {
      await onPage(
        browser,
        { name: `gallery-${theme}`, baseURL: url, reducedMotion: 'reduce' },
        async page => {
          await page.setViewportSize({ width: 1366, height: 768 })
          await page.goto(`/gallery.html?theme=${theme}`)
          for (const part of ['states', 'person', 'attachment', 'auto_number'])
            await page.getByRole('region', { name: part, exact: true }).waitFor({ timeout: START_LIMIT_MS })
          await page.waitForFunction(() => document.fonts.status === 'loaded')
          // A heading stands before its parts: a picture of headings would pass for one of the kit.
          await page.waitForFunction(
            () =>
              document.querySelector('[data-waiting]') === null &&
              [...document.querySelectorAll('[data-drawn]')].length > 50 &&
              [...document.querySelectorAll('[data-drawn]')].every(part => part.childElementCount > 0),
            undefined,
            { timeout: START_LIMIT_MS },
          )
          const height = await page
            .locator('main')
            .evaluate(main => Math.ceil(main.getBoundingClientRect().height))
          await page.setViewportSize({ width: 1366, height })
          await shot(page, `gallery-${theme}`)
          await assertAccessible(page, undefined, ['color-contrast'])
        },
      )
    },
  )
}

test('the gallery is not built', ON_ONE_DATABASE, async () => {
  const manifest = await readFile(join(WEB, 'dist/.vite/manifest.json'), 'utf8')
  assert.doesNotMatch(manifest, /gallery/)
})
