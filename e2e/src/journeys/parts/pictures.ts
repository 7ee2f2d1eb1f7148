// Pictures for eyes to judge: both languages, both themes, desktop and phone; in output/screens.

import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage, SCREENS } from '../../harness/browser.ts'
import type { Client } from '../../harness/client.ts'
import { shot } from '../../harness/shots.ts'
import { ON_ONE_DATABASE, type Stage } from '../../harness/stage.ts'
import { type Language, type Say, wordsOf } from './words.ts'

export type Screen = keyof typeof SCREENS

export interface Shown {
  page: Page
  say: Say
  screen: Screen
}

export interface Picture {
  path: () => string
  /** Only there: what the other screen does not have. */
  on?: Screen
  /** Who looks; the administrator unless said. Nobody: a page before signing in. */
  by?: () => Client | 'nobody'
  /** Before the page is opened. */
  before?: (shown: Shown) => Promise<unknown>
  /** What is done before the picture is taken. */
  act?: (shown: Shown) => Promise<unknown>
  /** Lets the page be itself again, for the next. */
  after?: (shown: Shown) => Promise<unknown>
}

/** The page has its content: no shape stands where something is still to come. */
const settled = (page: Page) =>
  page.waitForFunction(() => {
    const empty = document.querySelector('#boot') || !document.querySelector('#root')?.textContent?.trim()
    const late = location.search.includes('new=') && !document.querySelector('.ant-select')
    const bones = [...document.querySelectorAll('.bone')].some(
      bone => bone.getBoundingClientRect().left < innerWidth,
    )
    return !empty && !late && !bones && document.fonts.status === 'loaded'
  })

/** One test for each screen and language that takes all the pictures, by name. */
export function pictured(at: Stage, name: string, pictures: Record<string, Picture>): void {
  for (const screen of Object.keys(SCREENS) as Screen[]) {
    for (const language of ['zh-CN', 'en'] as const) {
      test(`${name} on the ${screen} in ${language}`, ON_ONE_DATABASE, async () => {
        const mine = Object.entries(pictures).filter(([, { on = screen }]) => on === screen)
        const lookers = Map.groupBy(mine, ([, { by }]) => by?.() ?? at.admin)
        for (const [person, theirs] of lookers) await take(at, screen, language, person, theirs)
      })
    }
  }
}

async function take(
  at: Stage,
  screen: Screen,
  language: Language,
  person: Client | 'nobody',
  pictures: [string, Picture][],
): Promise<void> {
  if (person !== 'nobody') await person.ask('PATCH', '/me', { language })
  const signedIn = person === 'nobody' ? { baseURL: at.server.origin } : person.signedIn()
  const options = {
    name: `screens-${screen}-${language}`,
    ...SCREENS[screen],
    deviceScaleFactor: 1,
    locale: language,
    reducedMotion: 'reduce' as const,
    ...signedIn,
    expectedErrors: [/status of [45]\d\d/, /net::ERR/],
  }
  await onPage(at.browser, options, async page => {
    const shown = { page, say: wordsOf(language), screen }
    for (const [name, { path, before, act, after }] of pictures) {
      try {
        await before?.(shown)
        await page.goto(path())
        await settled(page)
        if (act) {
          await act(shown)
          // What opens begins with what is fetched for it.
          await page.waitForTimeout(300)
          await settled(page)
        }
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.waitForSelector(`html[data-theme=${colorScheme}]`, { state: 'attached' })
          await shot(page, `screens/${name}-${screen}-${language}-${colorScheme}`)
        }
        await after?.(shown)
      } catch (error) {
        throw new Error(`the picture of ${name}: ${error instanceof Error ? error.message : error}`)
      }
    }
  })
}
