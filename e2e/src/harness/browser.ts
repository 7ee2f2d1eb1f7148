// The system's Chromium, and pages that do not get away with an error in the console.

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { LAN_ARGUMENT } from './host.ts'
import { shot } from './shots.ts'
import { ZONE } from './zone.ts'

const EXECUTABLE = '/usr/bin/chromium'

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  LAN_ARGUMENT,
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS })
}

/** What is not there by then is missing. */
const PATIENCE_MS = 15_000

/** The screens that every journey is shown on. */
export const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>

export interface PageOptions extends BrowserContextOptions {
  /** Names the screenshot that is taken when the steps fail. */
  name: string
  /** Console messages that this journey provokes on purpose. */
  expectedErrors?: readonly RegExp[]
}

/**
 * Runs steps on a page in a context of its own. Fails, with a screenshot, if a step fails or if
 * the console showed an error that was not expected.
 */
export async function onPage<T>(
  browser: Browser,
  { name, expectedErrors = [], ...context }: PageOptions,
  steps: (page: Page) => Promise<T>,
): Promise<T> {
  const opened = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: ZONE,
    serviceWorkers: 'block',
    ...SCREENS.desktop,
    ...context,
  })
  opened.setDefaultTimeout(PATIENCE_MS)
  try {
    const page = await opened.newPage()
    const errors = watch(page)
    try {
      const result = await steps(page)
      assertQuiet(errors, expectedErrors)
      return result
    } catch (error) {
      // The page may be what broke; the error of the step matters more than its picture.
      await shot(page, `failed/${name}`).catch(() => undefined)
      throw error
    }
  } finally {
    await opened.close()
  }
}

/** Errors in the console and exceptions that nobody caught, as they come. */
function watch(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('console', message => {
    const { url } = message.location()
    if (message.type() === 'error') errors.push(url ? `${message.text()} (${url})` : message.text())
  })
  page.on('pageerror', error => errors.push(error.stack ?? String(error)))
  return errors
}

function assertQuiet(errors: readonly string[], expected: readonly RegExp[]) {
  const surprises = errors.filter(error => !expected.some(pattern => pattern.test(error)))
  if (surprises.length > 0) throw new Error(`errors in the console:\n${surprises.join('\n')}`)
}
