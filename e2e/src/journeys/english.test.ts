// The same in English: every screen speaks it, and no screen shows the name of a sentence instead of the sentence.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage, SCREENS } from '../harness/browser.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { leads } from './parts/leads.ts'

const at = stage({}, admin => admin.createMany('lead', leads(30)))

/** Texts, names and hints that look like the key of a sentence. */
const keysOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const key = /^([a-z_]+:)?[a-z]+(_[a-z]+)*(\.[a-z_]+)+$/
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.parentElement?.checkVisibility()) continue
      const text = node.textContent?.trim() ?? ''
      if (key.test(text)) found.push(text)
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const text = element.getAttribute(name) ?? ''
        if (key.test(text)) found.push(text)
      }
    }
    return found
  })

/** Every text, name and hint with Chinese in it. */
const chineseOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      if (node.parentElement?.checkVisibility()) found.push(node.textContent?.trim() ?? '')
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        found.push(element.getAttribute(name) ?? '')
    return found.filter(text => /[\p{Script=Han}，。、：；（）]/u.test(text))
  })

/** Names of people and companies are data; the languages are called by their own names. */
const DATA = /周敏|恒通智造|联系人\d|有限公司|^敏$|^周$|^恒$|^中文$|^简体中文$|^切换到中文$/

async function assertEnglish(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.bone'))
  assert.deepEqual(await keysOn(page), [], page.url())
  assert.deepEqual(
    (await chineseOn(page)).filter(text => !DATA.test(text)),
    [],
    page.url(),
  )
}

for (const [screen, size] of Object.entries(SCREENS)) {
  test(`every main screen speaks English on the ${screen}`, ON_ONE_DATABASE, async () => {
    await at.admin.ask('PATCH', '/me', { language: 'en' })
    const lead = await at.admin.create('lead', { company: `Acme ${screen}`, contact_name: 'Jane' })
    await at.admin.ask('POST', `/forms/lead/records/${lead.id}/activities`, { kind: 'call', text: 'Called' })
    await onPage(
      at.browser,
      { name: `english-${screen}`, ...size, locale: 'en-US', ...at.admin.signedIn() },
      async page => {
        for (const path of [
          '/',
          '/f/lead',
          `/f/lead/${lead.id}`,
          '/f/lead?new=true',
          '/f/lead?bin=true',
          '/f/lead?q=nothing-like-it',
          '/f/customer',
          '/notices',
          '/changes',
          '/forms',
          '/todo',
          '/tasks',
          '/tasks?show=calendar',
          '/team',
          '/me',
          '/imports/new',
          '/imports',
          '/forms/new',
          '/design/lead',
          '/settings/profile',
          '/settings/notices',
          '/settings/sessions',
          '/settings/feedback',
          '/settings/company',
          '/settings/recycle-bin',
          '/settings/demo',
          '/settings/people',
          '/settings/departments',
          '/settings/network',
          '/settings/keys',
          '/settings/webhooks',
          '/no/such/page',
        ]) {
          await page.goto(path)
          await page.waitForFunction(() => !document.querySelector('#boot'))
          await assertEnglish(page)
        }
      },
    )
  })
}

test('signing in speaks the language of the browser', ON_ONE_DATABASE, async () => {
  await onPage(
    at.browser,
    { name: 'english-login', baseURL: at.server.origin, locale: 'en-US', expectedErrors: [/status of 401/] },
    async page => {
      await page.goto('/login')
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await assertEnglish(page)
    },
  )
})

test(
  'in Singapore the day is the first figure, and what is read is told before it is taken',
  ON_ONE_DATABASE,
  async () => {
    await at.admin.ask('PATCH', '/me', { language: 'en' })
    const customer = await at.admin.create('customer', { name: 'Acme Pte Ltd' })
    const made = await at.admin.create('opportunity', {
      name: 'Spare parts',
      customer: customer.id,
      expected_close: '2027-06-22',
    })
    const read = () => at.admin.ask('GET', `/forms/opportunity/records/${made.id}`)
    await onPage(
      at.browser,
      { name: 'english-singapore', locale: 'en-SG', timezoneId: 'Asia/Singapore', ...at.admin.signedIn() },
      async page => {
        await page.goto('/f/opportunity')
        await page.getByText('22 Jun 2027').dblclick()
        const input = page.getByRole('textbox', { name: 'Expected close' })
        await input.fill('03/04/2027')
        await page.getByText('Reads as 3 Apr 2027 · Sat').waitFor()
        await input.press('Enter')
        await page.getByText('3 Apr 2027', { exact: true }).waitFor()
        assert.equal((await read()).values.expected_close, '2027-04-03')
      },
    )
  },
)
