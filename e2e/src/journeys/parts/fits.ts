// Nothing sticks out at the side: a page that scrolls sideways feels broken.

import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

export async function assertFits(page: Page): Promise<void> {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: innerWidth,
  }))
  assert.ok(wide <= screen, `${page.url()} is ${wide} px wide on a screen of ${screen}`)
}
