// A record as a person reads and changes it.

import type { Locator, Page } from 'playwright-core'

export const peek = (page: Page): Locator => page.getByRole('complementary', { name: '记录详情' })

/** The value of a field on a record's page; a press on it edits it. */
export const value = (within: Page | Locator, field: string): Locator =>
  within.getByRole('button', { name: new RegExp(`^${field}`) })

/** Changes a one-line field in place and waits until the server has it. */
export async function change(page: Page, field: string, text: string): Promise<void> {
  await value(page, field).click()
  const input = page.getByRole('textbox', { name: field, exact: true })
  await input.fill(text)
  const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await input.press('Enter')
  await saved
}

/** Opens a menu by its button and takes an entry. */
export async function fromMenu(page: Page, button: Locator, entry: string): Promise<void> {
  await button.click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** An entry of the timeline that holds these words. */
export const entry = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('listitem').filter({ hasText: text })
