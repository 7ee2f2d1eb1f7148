// What a page shows while there is nothing to show: colours of the moment before signing in, failures with a way on.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'

const at = stage()

test(
  'the pages before signing in follow the colours of the system and of another tab',
  ON_ONE_DATABASE,
  async () => {
    const options = { name: 'theme-before', baseURL: at.server.origin, colorScheme: 'light' as const }
    await onPage(at.browser, options, async page => {
      const theme = (wanted: string) =>
        page.waitForSelector(`html[data-theme=${wanted}]`, { state: 'attached' })
      await page.goto('/login')
      await page.getByLabel('登录名、邮箱或手机号').waitFor()
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

const FAULT = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'fault', status: 500, request: 'req_of_a_journey' }),
}
const OURS = /\/api\/v1\//
const failing = { expectedErrors: [/status of 500/] }

/** Where a page gets what it shows. */
const PAGES: Record<string, RegExp> = {
  '/': /\/tasks\?/,
  '/f/lead': /records\/query/,
  '/pool/lead': /records\/query/,
  '/f/lead/rec_of_a_journey': /\/records\/rec_/,
  '/tasks': /\/tasks\?/,
  '/tasks?show=calendar': /\/tasks\?/,
  '/todo': /\/tasks\?/,
  '/team': /\/aggregate/,
  '/notices': /\/notices/,
  '/changes': /\/me\/acts/,
  '/imports': /\/imports$/,
  '/forms': /\/v1\/forms$/,
  '/design/lead': /\/draft$/,
  '/settings/notices': /\/me\/preferences/,
  '/settings/sessions': /\/me\/sessions/,
  '/settings/feedback': /\/feedback\?/,
  '/settings/company': /\/workspace$/,
  '/settings/people': /\/people/,
  '/settings/departments': /\/departments/,
  '/settings/recycle-bin': /\/recycle-bin/,
  '/settings/demo': /\/demo$/,
  '/settings/network': /\/lan$/,
  '/settings/keys': /\/api-keys/,
  '/settings/webhooks': /\/webhooks/,
}

/** The pages, with a record that there is. */
async function pages(): Promise<[string, RegExp][]> {
  const lead = await at.admin.create('lead', { company: '绍兴状态' })
  return Object.entries(PAGES).map(([path, source]) => [path.replace('rec_of_a_journey', lead.id), source])
}

test(
  'a page that failed says so, names the request, and gets there by trying again',
  ON_ONE_DATABASE,
  async () => {
    const all = await pages()
    await onPage(at.browser, { name: 'failed', ...at.admin.signedIn(), ...failing }, async first => {
      const visit = async (page: Page) => {
        for (let next = all.pop(); next; next = all.pop()) {
          const [path, source] = next
          await page.route(source, async route => {
            if (!OURS.test(route.request().url())) return route.continue()
            await route.fulfill(FAULT)
          })
          await page.goto(path)
          const main = page.getByRole('main')
          await main.getByText('req_of_a_journey').first().waitFor()
          await page.unroute(source)
          await main.getByRole('button', { name: '重试' }).first().click()
          await eventually(async () =>
            assert.equal(await page.getByText('req_of_a_journey').count(), 0, path),
          )
        }
      }
      // Before a page gives up it has tried three times: several wait at once.
      const others = [await first.context().newPage(), await first.context().newPage()]
      await Promise.all([first, ...others].map(visit))
    })
  },
)

test('a page that waits for its answer shows its shape', ON_ONE_DATABASE, async () => {
  const all = await pages()
  await onPage(at.browser, { name: 'loading', ...at.admin.signedIn() }, async page => {
    for (const [path, source] of all) {
      // A calendar shows its empty days meanwhile.
      if (path.includes('calendar')) continue
      let answer = () => {}
      const held = new Promise<void>(resolve => {
        answer = resolve
      })
      await page.route(source, async route => {
        if (OURS.test(route.request().url())) await held
        await route.continue()
      })
      await page.goto(path)
      const shape = page.getByRole('main').locator('.bone').first()
      await shape.waitFor()
      answer()
      await shape.waitFor({ state: 'detached' })
      await page.unroute(source)
    }
  })
})

test('a page of which there is nothing yet says what will be there', ON_ONE_DATABASE, async () => {
  const member = await at.admin.seat({ name: '钱多多', login: 'qianduoduo' })
  const said: Record<string, string> = {
    '/': '7 天内没有要做的',
    '/f/lead': '没有你能看到的线索',
    '/tasks': '没有未完成的任务',
    '/tasks?list=given': '没有交办给别人的任务',
    '/todo': '7 天内没有要做的',
    '/notices': '没有消息',
    '/changes': '最近 30 天没有可撤销的操作',
    '/imports': '还没有导入过数据',
    '/settings/feedback': '没有待处理的反馈',
    '/f/lead?bin=true': '回收站是空的',
  }
  await onPage(at.browser, { name: 'empty', ...member.signedIn() }, async page => {
    for (const [path, text] of Object.entries(said)) {
      await page.goto(path)
      await page.getByRole('main').getByText(text).waitFor()
    }
  })
})

test('a part that failed says so beside what came, and is asked for again', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '绍兴部分' })
  await at.admin.ask('POST', '/tasks', { title: '回电', record: { form: 'lead', id: lead.id } })
  const parts: [path: string, source: RegExp, comes: string][] = [
    [`/f/lead/${lead.id}`, /\/links$/, '关联记录没能加载出来'],
    [`/f/lead/${lead.id}`, /\/tasks\?.*record=/, '没能加载出来'],
    ['/', /\/v1\/forms$/, '没能加载出来'],
    ['/forms', /\/v1\/deleted-forms/, '已删除的表单没能加载出来'],
  ]
  await onPage(at.browser, { name: 'part-failed', ...at.admin.signedIn(), ...failing }, async page => {
    for (const [path, source, text] of parts) {
      await page.route(source, route => route.fulfill(FAULT))
      await page.goto(path)
      const alert = page.getByRole('main').getByRole('alert').filter({ hasText: text })
      await alert.waitFor()
      await assertAccessibleInBothThemes(page)
      await page.unroute(source)
      await alert.getByRole('button', { name: '重试' }).click()
      await alert.waitFor({ state: 'detached' })
    }
  })
})

test('a session that cannot be asked for is asked for again', ON_ONE_DATABASE, async () => {
  const expectedErrors = [/status of 500/, /Problem: fault/]
  await onPage(at.browser, { name: 'session-failed', ...at.admin.signedIn(), expectedErrors }, async page => {
    await page.route(/\/v1\/me$/, route => route.fulfill(FAULT))
    await page.goto('/tasks')
    await page.getByText('req_of_a_journey').waitFor()
    await page.unroute(/\/v1\/me$/)
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByRole('heading', { name: '任务' }).first().waitFor()
  })
})

test(
  'whoever types the address of a page that is not theirs is told so, and led on',
  ON_ONE_DATABASE,
  async () => {
    const member = await at.admin.seat({ name: '周小满', login: 'zhouxiaoman' })
    const closed = [
      '/settings/people',
      '/settings/company',
      '/settings/departments',
      '/settings/recycle-bin',
      '/settings/demo',
      '/settings/network',
      '/settings/keys',
      '/settings/webhooks',
      '/forms',
      '/forms/new',
      '/design/lead',
      '/team',
    ]
    const expectedErrors = [/status of 403/]
    for (const size of Object.values(SCREENS))
      await onPage(
        at.browser,
        { name: 'closed', ...size, ...member.signedIn(), expectedErrors },
        async page => {
          for (const path of closed) {
            await page.goto(path)
            await page.getByText('没有权限', { exact: true }).waitFor()
            assert.equal(await page.getByRole('button', { name: '重试' }).count(), 0, path)
          }
          await assertAccessibleInBothThemes(page)
          await page.getByRole('link', { name: '回到工作台' }).click()
          await page.waitForURL(url => url.pathname === '/')
        },
      )
  },
)

test('an address that leads nowhere says so, and leads on', ON_ONE_DATABASE, async () => {
  const nowhere: Record<string, string> = {
    '/designer': '没有这个页面',
    '/settings/nowhere': '没有这个页面',
    '/f/nothing': '找不到这条内容',
    '/pool/nothing': '找不到这条内容',
    '/f/lead/rec_00000000000000000000000001': '找不到这条内容',
    '/design/nothing': '找不到这条内容',
    '/imports/imp_00000000000000000000000001': '找不到这条内容',
  }
  const options = { name: 'nowhere', ...at.admin.signedIn(), expectedErrors: [/status of 40[04]/] }
  await onPage(at.browser, options, async page => {
    for (const [path, text] of Object.entries(nowhere)) {
      await page.goto(path)
      await page.getByText(text).waitFor()
      await assertAccessibleInBothThemes(page)
      await page.getByRole('link', { name: '回到工作台' }).click()
      await page.getByRole('heading', { name: '工作台' }).waitFor()
    }
  })
})

test('without the server one strip says so, and all that waits for it', ON_ONE_DATABASE, async () => {
  const lead = await at.admin.create('lead', { company: '绍兴断线' })
  const expectedErrors = [/Failed to load resource/, /net::ERR/]
  await onPage(at.browser, { name: 'one-strip', ...at.admin.signedIn(), expectedErrors }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const text = page.getByRole('textbox', { name: '跟进内容' })
    await text.waitFor()
    await page.route(OURS, route => route.abort('connectionrefused'))
    await text.fill('断线时写的')
    await page.getByRole('button', { name: '保存跟进' }).click()
    await page.getByRole('alert').getByText('连不上服务器').waitFor()
    const strip = page.getByRole('alert').filter({ hasText: '正在重新连接' }).locator('..')
    const drafts = strip.getByText('1 条离线草稿')
    await drafts.waitFor()
    const box = await strip.boundingBox()
    assert.ok(box && box.height < 60, 'one strip, not two')
    await assertAccessibleInBothThemes(page)
    await drafts.click()
    await page.getByRole('dialog', { name: '离线草稿' }).getByText('断线时写的').waitFor()
    await page.keyboard.press('Escape')
    await page.unroute(OURS)
    await page.getByRole('button', { name: '重试' }).first().click()
    await page.getByText('连不上服务器').waitFor({ state: 'detached' })
    await drafts.waitFor({ state: 'detached' })
  })
})

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
