// What a page shows while there is nothing to show: colours of the moment before signing in, failures with a way on.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'

const at = stage()

test(
  'the pages before signing in follow the colours of the system and of another tab',
  ON_ONE_DATABASE,
  async () => {
    const options = { name: 'theme-before', baseURL: at.server.url, colorScheme: 'light' as const }
    await onPage(at.browser, options, async page => {
      const theme = (wanted: string) =>
        page.waitForSelector(`html[data-theme=${wanted}]`, { state: 'attached' })
      await page.goto('/login')
      await page.getByLabel('登录名或手机号').waitFor()
      await theme('light')
      await page.emulateMedia({ colorScheme: 'dark' })
      await theme('dark')
      await assertAccessible(page)
      const other = await page.context().newPage()
      await other.goto('/login')
      await other.evaluate(() => localStorage.setItem('clew.theme', 'light'))
      await theme('light')
    })
  },
)

/** Where a page gets what it shows. */
const PAGES: Record<string, RegExp> = {
  '/f/lead': /records\/query/,
  '/tasks': /\/tasks\?/,
  '/notices': /\/notices/,
  '/imports': /\/imports$/,
  '/settings/people': /\/people/,
  '/settings/departments': /\/departments/,
  '/settings/recycle-bin': /\/recycle-bin/,
  '/settings/sessions': /\/me\/sessions/,
  '/settings/keys': /\/api-keys/,
  '/settings/webhooks': /\/webhooks/,
  '/settings/feedback': /\/feedback\?/,
}

test(
  'a page that failed says so, names the request, and gets there by trying again',
  ON_ONE_DATABASE,
  async () => {
    const expectedErrors = [/status of 500/]
    await onPage(at.browser, { name: 'failed', ...at.admin.signedIn(), expectedErrors }, async page => {
      for (const [path, source] of Object.entries(PAGES)) {
        await page.route(source, async route => {
          if (!/\/api\/v1\//.test(route.request().url())) return route.continue()
          const body = JSON.stringify({ code: 'fault', status: 500, request: 'req_of_a_journey' })
          await route.fulfill({ status: 500, contentType: 'application/problem+json', body })
        })
        await page.goto(path)
        const retry = page.getByRole('button', { name: '重试' }).first()
        await retry.waitFor()
        await page.getByText('req_of_a_journey').first().waitFor()
        await page.unroute(source)
        await retry.click()
        await eventually(async () => assert.equal(await page.getByText('req_of_a_journey').count(), 0, path))
      }
    })
  },
)

test('a timeline that could not be read is not told as an empty one', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '绍兴时间线' })
  const expectedErrors = [/status of 500/]
  await onPage(
    at.browser,
    { name: 'timeline-failed', ...at.admin.signedIn(), expectedErrors },
    async page => {
      const body = JSON.stringify({ code: 'fault', status: 500 })
      await page.route(/\/activities/, route =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
      )
      await page.goto(`/f/lead/${lead.id}`)
      await page.getByRole('button', { name: '重试' }).waitFor()
      assert.equal(await page.getByText('还没有跟进').count(), 0)
    },
  )
})
