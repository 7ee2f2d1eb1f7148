// Accessibility of a page as axe sees it; no page ships with a serious finding.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const UNACCEPTABLE = new Set(['serious', 'critical'])

/** Fails with the rule and the place of everything that axe calls serious or critical. */
export async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations
    .filter(violation => UNACCEPTABLE.has(violation.impact ?? ''))
    .map(({ id, help, nodes }) => {
      const places = nodes.map(node => `    ${node.target.join(' ')}`).join('\n')
      return `  ${id}: ${help}\n${places}`
    })
  if (told.length > 0) throw new Error(`not accessible: ${page.url()}\n${told.join('\n')}`)
}
