// Small windows and large letters: 320 px, and 200 % on the smallest common laptop. No page scrolls sideways.
// Whoever asks for less motion gets none.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onPage } from '../harness/browser.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { assertFits } from './parts/fits.ts'
import { leads } from './parts/leads.ts'

let lead = ''
const at = stage({}, async admin => {
  await admin.createMany('lead', leads(30))
  lead = (await admin.create('lead', { company: '一家名字特别长的绍兴柯桥纺织印染科技股份有限公司' })).id
})

const PAGES = (): readonly string[] => [
  '/',
  '/f/lead',
  '/f/lead?kind=kanban',
  '/f/lead?kind=calendar',
  `/f/lead/${lead}`,
  '/f/lead?new=true',
  '/tasks',
  '/team',
  '/notices',
  '/me',
  '/imports/new',
  '/imports',
  '/forms',
  '/settings/profile',
  '/settings/people',
  '/settings/departments',
  '/settings/recycle-bin',
  '/settings/network',
  '/settings/keys',
  '/settings/webhooks',
  '/settings/feedback',
  '/settings/notices',
  '/settings/sessions',
]

const SMALL = {
  'a window of 320 px': { viewport: { width: 320, height: 640 } },
  // What 200 % leaves of 1366×768.
  'letters at 200 %': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
  'a phone lying on its side': { viewport: { width: 844, height: 390 }, deviceScaleFactor: 2 },
}

for (const [name, screen] of Object.entries(SMALL)) {
  for (const locale of ['zh-CN', 'en-US']) {
    test(`no page scrolls sideways with ${name} (${locale})`, ON_ONE_DATABASE, async () => {
      await at.admin.ask('PATCH', '/me', { language: locale === 'en-US' ? 'en' : 'zh-CN' })
      await onPage(at.browser, { name: 'narrow', ...at.admin.signedIn(), ...screen, locale }, async page => {
        for (const path of PAGES()) {
          await page.goto(path)
          await page.getByRole('heading').first().waitFor()
          // A board fetches the columns that are pushed into view, not the others.
          await page.waitForFunction(() =>
            [...document.querySelectorAll('.bone')].every(
              bone => bone.getBoundingClientRect().left >= innerWidth,
            ),
          )
          await assertFits(page)
        }
      })
    })
  }
}

test('whoever wants less motion sees none', ON_ONE_DATABASE, async () => {
  await at.admin.ask('PATCH', '/me', { language: 'zh-CN' })
  const calm = { name: 'calm', ...at.admin.signedIn(), reducedMotion: 'reduce' as const }
  await onPage(at.browser, calm, async page => {
    await page.addInitScript(() => {
      const seen: string[] = []
      Object.assign(window, { moved: seen })
      const note = (event: AnimationEvent | TransitionEvent) => {
        const { animationName, propertyName } = event as AnimationEvent & TransitionEvent
        if (event.elapsedTime > 0.02) seen.push(`${animationName ?? propertyName} ${event.elapsedTime}`)
      }
      for (const name of ['animationend', 'transitionend'] as const)
        document.addEventListener(name, note as EventListener, true)
    })
    await page.goto(`/f/lead?peek=${lead}`)
    await page.getByRole('complementary', { name: '记录详情' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: '搜索与命令' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '反馈' }).first().click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const moved = await page.evaluate(() => (window as unknown as { moved: string[] }).moved)
    assert.deepEqual(moved, [])
  })
})
