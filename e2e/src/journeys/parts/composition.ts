// A pinyin composition that is ended with Enter: the key is the input method's, whatever the text box is for.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { onPage } from '../../harness/browser.ts'
import { eventually } from '../../harness/eventually.ts'
import { ON_ONE_DATABASE, type Stage } from '../../harness/stage.ts'
import { InputMethod } from './input-method.ts'

export interface Place {
  /** What is composed, and what comes of it: something that the place would find or take. */
  letters?: string
  text?: string
  /** The text itself changes what is shown. */
  searches?: boolean
  /** The text itself is kept as it is typed: only the key adds nothing. */
  keeps?: boolean
  /** Nobody is signed in there. */
  outside?: boolean
  screen?: BrowserContextOptions
  /** Puts the keyboard into the text box, emptied. */
  open: (page: Page) => Promise<unknown>
}

/** Requests that change something, as they are sent. */
function changes(page: Page): string[] {
  const sent: string[] = []
  page.on('request', request => {
    const quiet = /records\/(query|aggregate|similar)|me\/preferences|read-text/
    if (request.method() !== 'GET' && !quiet.test(request.url()))
      sent.push(`${request.method()} ${request.url()}`)
  })
  return sent
}

/** One test for each place: what was composed stands in it, the keyboard is still there, and nothing happened. */
export function staysWhileComposing(at: Stage, places: Record<string, Place>): void {
  for (const [name, place] of Object.entries(places)) {
    const { letters = 'haisheng', text = '海晟' } = place
    test(`Enter while composing stays in ${name}`, ON_ONE_DATABASE, async () => {
      const person = place.outside ? { baseURL: at.server.origin } : at.admin.signedIn()
      const options = {
        name: `composition-${name}`,
        expectedErrors: place.outside ? [/status of 401/] : [],
        ...place.screen,
        ...person,
      }
      await onPage(at.browser, options, async page => {
        await place.open(page)
        const sent = changes(page)
        const where = page.url()
        const method = await InputMethod.of(page)
        await method.compose(letters)
        await method.endWithEnter(text)
        await eventually(async () => {
          const held = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)
          assert.ok(
            held?.endsWith(text),
            `what was composed stands in the field, and the keyboard is still there: ${held}`,
          )
        })
        if (!place.keeps) assert.deepEqual(sent, [])
        if (!place.searches) assert.equal(page.url(), where)
      })
    })
  }
}
