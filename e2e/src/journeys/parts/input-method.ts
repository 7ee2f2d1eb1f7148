// A pinyin input method, as Chromium reports one to a page.

import type { CDPSession, Page } from 'playwright-core'

export class InputMethod {
  readonly session: CDPSession

  constructor(session: CDPSession) {
    this.session = session
  }

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page))
  }

  /** The letters so far, underlined and not yet text. */
  async compose(letters: string): Promise<void> {
    for (let end = 1; end <= letters.length; end += 1) {
      await this.session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'Process',
        windowsVirtualKeyCode: 229,
      })
      await this.session.send('Input.imeSetComposition', {
        text: letters.slice(0, end),
        selectionStart: end,
        selectionEnd: end,
      })
    }
  }

  /** Enter while composing: the page hears the key, the text comes from the input method. */
  async endWithEnter(text: string): Promise<void> {
    await this.session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await this.choose(text)
    await this.session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 13,
    })
    // No finger is faster than this; a page may take what comes sooner for the same key press.
    await this.session.send('Runtime.evaluate', {
      expression: 'new Promise(resolve => setTimeout(resolve, 60))',
      awaitPromise: true,
    })
  }

  /** Takes a candidate: the composition becomes text. */
  async choose(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text })
  }
}
