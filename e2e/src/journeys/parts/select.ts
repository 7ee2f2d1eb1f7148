// Choosing from the lists that open under a control.

import type { Locator, Page } from 'playwright-core'

/** Opens a list, narrows it by typing where it can be typed into, and takes the first entry with this text. */
export async function pick(page: Page, box: Locator, text: string | RegExp, typed?: string): Promise<void> {
  await box.click()
  if (typed !== undefined) await box.fill(typed)
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await open.locator('.ant-select-item-option').getByText(text, { exact: true }).first().click()
}
