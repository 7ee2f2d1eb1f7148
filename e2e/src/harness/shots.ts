// Screenshots, in e2e/output, which is not committed.

import { join } from 'node:path'
import type { Page } from 'playwright-core'

const OUTPUT = join(import.meta.dirname, '../../output')

/** Pictures the visible part of the page, without moving parts. Returns the file's path. */
export async function shot(page: Page, name: string): Promise<string> {
  const path = join(OUTPUT, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  return path
}
