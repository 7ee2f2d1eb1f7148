// Accessibility of a page as axe sees it; no page ships with a serious finding.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const UNACCEPTABLE = new Set(['serious', 'critical'])

/** Fails with the rule and the place of everything that axe calls serious or critical; `within` narrows it. */
export async function assertAccessible(page: Page, within?: string, rules?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
  if (within) axe.include(within)
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  const told = violations
    .filter(violation => UNACCEPTABLE.has(violation.impact ?? ''))
    .map(({ id, help, nodes }) => {
      const places = nodes
        .map(node => `    ${node.target.join(' ')}  ${node.any[0]?.message ?? ''}`)
        .join('\n')
      return `  ${id}: ${help}\n${places}`
    })
  if (told.length > 0) throw new Error(`not accessible: ${page.url()}\n${told.join('\n')}`)
}

/** The same in the light and in the dark, for pages that follow the system's colours. */
export async function assertAccessibleInBothThemes(page: Page, within?: string): Promise<void> {
  // The database behind a page changes nothing about its looks: once is enough.
  if (process.env.CLEW_E2E_DATABASE) return
  // Colours fade into place; what is measured is where they end.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    // The pages before signing in read the system's colours once.
    await page.evaluate(theme => {
      document.documentElement.dataset.theme = theme
    }, colorScheme)
    await page.evaluate(() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => null))))
    try {
      // What the dark could break is colours.
      await assertAccessible(page, within, colorScheme === 'dark' ? ['color-contrast'] : undefined)
    } catch (error) {
      throw new Error(`in the ${colorScheme} theme: ${error instanceof Error ? error.message : error}`)
    }
  }
}
