// Pictures of the main screens for eyes to judge: both languages, both themes, desktop and phone; in output/screens.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { shot } from '../harness/shots.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { leads } from './parts/leads.ts'

const DAY = 24 * 3600_000
const days = (n: number) => new Date(Date.now() + n * DAY).toISOString()
let lead = ''
let imported = ''

const at = stage({}, async admin => {
  await admin.createMany('lead', leads(60))
  for (const [n, name] of ['李强', '王芳', '欧阳思远'].entries())
    await admin.seat({ name, phone: `1390000000${n}` })
  const { items } = await admin.ask('POST', '/forms/lead/records/query', {
    fields: ['company'],
    sort: [{ field: 'created_at', descending: true }],
    size: 12,
  })
  for (const [n, { id }] of items.entries())
    await admin.ask('POST', `/forms/lead/records/${id}/activities`, {
      kind: ['call', 'visit', 'message', 'note'][n % 4],
      text: '对方在比较三家供应商，月底前定。\n需要样品和报价单。',
      at: days(-n),
      next_at: days(n - 4),
    })
  lead = items[0].id
  const record = await admin.record('lead', lead)
  await admin.update('lead', record, {
    amount: '128000',
    status: 'qualified',
    need: '年度框架采购，分批交付。',
  })
  const text =
    '客户名称\t所在地区\t行业\t负责人\n安吉竹木\t湖州\t制造\t李强\n德清电子\t湖州\t软件\t离职员工\n'
  imported = (await admin.ask('POST', '/imports', { text })).id
  await admin.ask('PATCH', `/imports/${imported}`, { target: { form: 'customer', new_form: null } })
})

const PAGES: Record<string, () => string> = {
  home: () => '/',
  list: () => '/f/lead',
  filtered: () =>
    `/f/lead?filter=${encodeURIComponent(
      JSON.stringify({
        and: [
          { field: 'status', op: 'in', value: ['new'] },
          { field: 'amount', op: 'gt', value: '500' },
        ],
      }),
    )}&sort=-amount`,
  peek: () => `/f/lead?peek=${lead}`,
  record: () => `/f/lead/${lead}`,
  create: () => '/f/lead?new=true',
  empty: () => '/f/opportunity',
  missing: () => '/f/lead/rec_00000000000000000000000001',
  notices: () => '/notices',
  todo: () => '/todo',
  tasks: () => '/tasks',
  'tasks-calendar': () => '/tasks?show=calendar',
  team: () => '/team',
  mine: () => '/me',
  import: () => '/imports/new',
  'import-fields': () => `/imports/${imported}?step=fields`,
  'import-check': () => `/imports/${imported}?step=check`,
  designer: () => '/design/lead',
  'new-form': () => '/forms/new',
  people: () => '/settings/people',
  profile: () => '/settings/profile',
  network: () => '/settings/network',
  webhooks: () => '/settings/webhooks',
}

for (const [screen, size] of Object.entries(SCREENS)) {
  for (const language of ['zh-CN', 'en'] as const) {
    test(`the ${screen} is pictured in ${language}`, ON_ONE_DATABASE, async () => {
      await at.admin.ask('PATCH', '/me', { language })
      await onPage(
        at.browser,
        {
          name: `screens-${screen}-${language}`,
          ...size,
          deviceScaleFactor: 1,
          locale: language,
          reducedMotion: 'reduce',
          ...at.admin.signedIn(),
          expectedErrors: [/status of 404/],
        },
        async page => {
          for (const [name, path] of Object.entries(PAGES)) {
            await page.goto(path())
            await page.waitForFunction(() => {
              const empty = !document.querySelector('#root')?.textContent?.trim()
              const late = location.search.includes('new=') && !document.querySelector('.ant-select')
              return !empty && !late && !document.querySelector('.bone')
            })
            for (const colorScheme of ['light', 'dark'] as const) {
              await page.emulateMedia({ colorScheme })
              await page.waitForSelector(`html[data-theme=${colorScheme}]`, { state: 'attached' })
              const path = await shot(page, `screens/${name}-${screen}-${language}-${colorScheme}`)
              assert.ok(path)
            }
          }
          await eventually(() => page.waitForFunction(() => document.fonts.status === 'loaded'))
        },
      )
    })
  }
}
