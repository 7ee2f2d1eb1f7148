// What other programs put on the clipboard, and what they would get from it.

import type { Page } from 'playwright-core'

/** Pastes a text where the keyboard is, as a browser does it: no permission and no secure context needed. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(pasted => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, text)
}

/** Copies what is selected and answers with the text that another program would get. */
export async function copied(page: Page): Promise<string> {
  return page.evaluate(() => {
    const data = new DataTransfer()
    const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    return data.getData('text/plain')
  })
}

/** What a button copied: pasted by keys into a field of the journey's own, for on plain HTTP no page reads the clipboard. */
export async function copiedByButton(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement('textarea')
    field.id = 'pasted-here'
    document.body.append(field)
    field.focus()
  })
  await page.keyboard.press('ControlOrMeta+v')
  return page.locator('#pasted-here').evaluate((field: HTMLTextAreaElement) => {
    field.remove()
    return field.value
  })
}
