// What lies on top of a page: dialogs, menus, panels and sheets, in both themes, as axe sees them.

import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { leads } from './parts/leads.ts'

let lead = ''
const at = stage({}, async admin => {
  await admin.createMany('lead', leads(20))
  lead = (await admin.create('lead', { company: '绍兴图层测试' })).id
  await admin.create('opportunity', { name: '绍兴图层商机' })
})

type Opens = (page: Page) => Promise<void>
const press =
  (name: string | RegExp): Opens =>
  page =>
    page.getByRole('button', { name }).first().click()
const on =
  (path: () => string, ...acts: Opens[]): Opens =>
  async page => {
    await page.goto(path())
    await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.bone'))
    for (const act of acts) await act(page)
  }

const TOP = '[role=dialog], [role=menu], [role=listbox], .ant-picker-dropdown'

const LIST = () => '/f/lead'
const LAYERS: Record<string, Opens> = {
  'a new record': on(() => '/f/lead?new=true'),
  feedback: on(LIST, press('反馈')),
  'the menu of a list': on(LIST, press('更多')),
  'the panel of sorts': on(LIST, press('排序')),
  'the panel of groups': on(LIST, press('分组')),
  'the panel of columns': on(LIST, press('字段')),
  'the panel of conditions': on(LIST, press('筛选')),
  'the panel of colours': on(LIST, press(/颜色|着色|条件格式/)),
  help: on(
    () => '/',
    // A page is seen a moment before it listens to keys.
    page =>
      eventually(async () => {
        await page.keyboard.press('?')
        await page.locator(TOP).first().waitFor({ timeout: 1_000 })
      }),
  ),
  'the menu of a record': on(() => `/f/lead/${lead}`, press('更多')),
  'a day in a cell': async page => {
    const grid = await Grid.open(page, '/f/opportunity')
    await (await grid.cell(1, '预计成交日期')).dblclick()
  },
  'the menu of a person': on(() => '/', press('周敏')),
  'a password': on(() => '/settings/profile', press('修改密码')),
  'a new colleague': on(() => '/settings/people', press(/^添加/)),
}
const SHEETS: Record<string, Opens> = {
  'a new record': on(() => '/f/lead?new=true'),
  'the menu of a list': on(LIST, press('更多')),
  'the panel of conditions': on(LIST, press('筛选')),
  'the menu of a record': on(() => `/f/lead/${lead}`, press('更多')),
}

for (const [screen, layers] of [
  ['desktop', LAYERS],
  ['phone', SHEETS],
] as const) {
  for (const [name, open] of Object.entries(layers)) {
    test(`on the ${screen}, ${name} is accessible in both themes`, ON_ONE_DATABASE, async () => {
      const options = { name: `layer-${screen}-${name}`, ...SCREENS[screen], ...at.admin.signedIn() }
      await onPage(at.browser, options, async page => {
        await open(page)
        await page.locator(TOP).first().waitFor()
        await assertAccessibleInBothThemes(page)
      })
    })
  }
}

test(
  'who was disabled, and the entry that is open and counts, can be read in both themes',
  ON_ONE_DATABASE,
  async () => {
    const gone = await at.admin.seat({ name: '周离职', login: 'zhoulizhi' })
    await at.admin.ask('PATCH', `/people/${gone.me.id}`, { state: 'disabled' })
    const told = await at.admin.seat({ name: '李提醒', login: 'litixing', role: 'administrator' })
    await at.admin.update('lead', await at.admin.create('lead', { company: '绍兴提醒' }), {
      owner: told.me.id,
    })
    await onPage(at.browser, { name: 'disabled-and-counted', ...told.signedIn() }, async page => {
      await page.goto('/settings/people')
      await page
        .getByRole('button', { name: /周离职/ })
        .first()
        .waitFor()
      await page.getByRole('heading', { name: '已停用' }).waitFor()
      await assertAccessibleInBothThemes(page)
      await page.goto('/notices')
      await page
        .getByRole('navigation', { name: '导航' })
        .getByRole('link', { name: /^消息 ?1$/ })
        .waitFor()
      await assertAccessibleInBothThemes(page)
    })
  },
)
