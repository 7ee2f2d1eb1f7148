// What a hand can reach: seen as a whole, with nothing over it.

import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'

/**
 * Fails where something cannot be brought into view and pressed. `keyboard` is what the keyboard of a phone covers at the
 * bottom of the window, in px.
 */
export async function assertReachable(target: Locator, keyboard = 0): Promise<void> {
  await target.waitFor()
  await target.evaluate(element => element.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  const told = await target.evaluate((element, covered) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const seen = innerHeight - covered
    if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > seen + 1)
      return `stands at ${[left, top, right, bottom].map(Math.round)} in ${innerWidth}×${seen}`
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    if (over && (element.contains(over) || over.contains(element))) return ''
    return `lies under ${over?.outerHTML.slice(0, 120)}`
  }, keyboard)
  assert.equal(told, '', `${target} ${told}`)
}
