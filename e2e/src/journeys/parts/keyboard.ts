// A person without a mouse.

import type { Locator, Page } from 'playwright-core'

/** More tabs than this nobody presses to get somewhere. */
const PATIENCE = 80

/** Presses Tab until the keyboard is there; fails where it never arrives. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.first().waitFor()
  for (let pressed = 0; pressed < PATIENCE; pressed += 1) {
    if (await target.first().evaluate(element => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${PATIENCE} tabs do not lead to ${target}`)
}

/** Whether one sees where the keyboard is: an outline, a ring or a border of another colour around it. */
export async function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
}
