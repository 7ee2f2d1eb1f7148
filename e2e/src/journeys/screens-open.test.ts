// Pictures of what opens on a page, and of pages that have nothing to show.

import { stage } from '../harness/stage.ts'
import { type Picture, pictured, type Shown } from './parts/pictures.ts'
import { furnish, type Showroom } from './parts/showroom.ts'

let room: Showroom
const at = stage({}, async admin => {
  room = await furnish(admin)
})

type Act = NonNullable<Picture['act']>
const LIST = () => '/f/lead'
const record = () => `/f/lead/${room.lead}`

/** Presses a button by the key of its words. */
const press =
  (key: string): Act =>
  ({ page, say }) =>
    page
      .getByRole('button', { name: say(key) })
      .first()
      .click()
const dialog = ({ page }: Shown) => page.locator('[role=dialog]').last()
/** The entry of the menu under 更多 with these words. */
const entry =
  (key: string, values?: Record<string, string>): Act =>
  async ({ page, say }) => {
    await page
      .getByRole('main')
      .getByRole('button', { name: say('app:more'), exact: true })
      .first()
      .click()
    await page.getByRole('menuitem', { name: say(key, values) }).click()
  }
const picked =
  (key: string): Act =>
  async ({ page, say }) => {
    for (const row of [2, 3, 4]) {
      await page
        .locator(`[aria-rowindex="${row}"] [aria-colindex="2"]`)
        .first()
        .click({ position: { x: 5, y: 5 } })
      await page.keyboard.press('Space')
    }
    await page.getByRole('button', { name: say(key), exact: true }).click()
  }
const palette =
  (typed: string): Act =>
  async ({ page }) => {
    await page.keyboard.press('Control+k')
    const box = page.getByRole('dialog').getByRole('combobox')
    await box.waitFor()
    await box.fill(typed)
    await page.getByRole('option').first().waitFor()
    if (typed) await page.locator('[data-hit]').first().waitFor()
  }
const FILTER = encodeURIComponent(
  JSON.stringify({
    and: [
      { field: 'status', op: 'in', value: ['new'] },
      {
        or: [
          { field: 'amount', op: 'gt', value: '500' },
          { field: 'created_at', op: 'within', value: 'today' },
        ],
      },
    ],
  }),
)
const FAULT = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'fault', status: 500, request: 'req_01hzz' }),
}
const OURS = /\/api\/v1\//

const OF_LISTS: Record<string, Picture> = {
  palette: { path: LIST, on: 'desktop', act: palette('杭州') },
  'palette-empty': { path: LIST, on: 'desktop', act: palette('') },
  filter: { path: () => `/f/lead?filter=${FILTER}`, act: press('filters:title') },
  heading: {
    path: LIST,
    on: 'desktop',
    act: ({ page }) => page.locator('[role=columnheader][aria-colindex="5"] button').first().click(),
  },
  columns: { path: LIST, on: 'desktop', act: press('records:columns.title') },
  sorts: { path: () => '/f/lead?sort=-amount', on: 'desktop', act: press('records:sort.title') },
  'list-menu': {
    path: LIST,
    act: ({ page, say }) =>
      page
        .getByRole('button', { name: say('app:more'), exact: true })
        .first()
        .click(),
  },
  'bulk-edit': {
    path: LIST,
    on: 'desktop',
    act: async shown => {
      await picked('records:bulk.edit')(shown)
      await dialog(shown).getByRole('combobox').first().click()
      await shown.page.locator('.ant-select-item-option').nth(2).click()
    },
  },
  'bulk-assign': { path: LIST, on: 'desktop', act: picked('records:bulk.assign') },
  export: { path: LIST, on: 'desktop', act: picked('records:export.short') },
}

const OF_RECORDS: Record<string, Picture> = {
  write: {
    path: record,
    on: 'phone',
    act: async shown => {
      await press('records:write_activity')(shown)
      await dialog(shown).locator('textarea').fill('客户要样品，周五前寄到。')
    },
  },
  'write-anyone': { path: () => '/', on: 'phone', act: press('records:write_activity') },
  convert: {
    path: record,
    act: async shown => {
      await shown.page
        .getByRole('button', { name: /^(转为客户|Convert)/ })
        .first()
        .click()
      await dialog(shown).getByRole('listitem').first().waitFor()
    },
  },
  needs: {
    path: () => `/f/opportunity/${room.deal}`,
    act: ({ page }) =>
      page
        .getByRole('button', { name: /^(输单|Lost)/ })
        .first()
        .click(),
  },
  compare: {
    path: record,
    act: async shown => {
      // On a phone what happened has a page of its own.
      const { page, say, screen } = shown
      if (screen === 'phone') await page.getByRole('tab', { name: say('records:pane.timeline') }).click()
      await press('timeline:compare.open')(shown)
    },
  },
  'record-menu': {
    path: record,
    act: ({ page, say }) =>
      page
        .getByRole('button', { name: say('app:more'), exact: true })
        .first()
        .click(),
  },
  erase: { path: record, act: entry('records:erase.menu') },
}

const OF_OTHER_PAGES: Record<string, Picture> = {
  'undo-import': {
    path: () => '/imports',
    act: ({ page, say }) =>
      page
        .getByRole('button', { name: new RegExp(`^${say('import:undo.of').slice(0, 4)}`) })
        .first()
        .click(),
  },
  rights: {
    path: () => '/design/customer',
    act: ({ page, say }) => page.getByText(say('designer:rights.title')).first().scrollIntoViewIfNeeded(),
  },
  'designer-field': {
    path: () => '/design/customer',
    on: 'desktop',
    act: ({ page }) =>
      page
        .getByText(/^(行业|Industry)$/)
        .first()
        .click(),
  },
  'designer-preview': {
    path: () => '/design/customer',
    on: 'desktop',
    act: press('designer:preview.action'),
  },
  versions: {
    path: () => '/design/lead',
    on: 'desktop',
    act: async ({ page, say }) => {
      await page
        .getByRole('button', { name: say('app:more'), exact: true })
        .first()
        .click()
      await page.getByRole('menuitem', { name: say('designer:versions.title') }).click()
    },
  },
  feedback: { path: LIST, on: 'desktop', act: press('feedback:title') },
  'feedback-phone': { path: LIST, on: 'phone', act: entry('feedback:title') },
  help: {
    path: LIST,
    on: 'desktop',
    act: async shown => {
      await shown.page.keyboard.press('?')
      await dialog(shown).waitFor()
    },
  },
  'add-person': { path: () => '/settings/people', act: press('people:add') },
  'paste-people': {
    path: () => '/settings/people',
    act: async shown => {
      await press('people:paste.title')(shown)
      await dialog(shown).getByRole('textbox').fill('赵云 13900003333\n李强\t139 0000 0000\n没有号码')
    },
  },
  'password-form': {
    path: () => '/settings/profile',
    act: ({ page, say }) =>
      page.getByRole('button', { name: say('settings:profile.change_password') }).click(),
  },
  'task-form': {
    path: () => '/tasks',
    before: () => at.admin.ask('POST', '/tasks', { title: '给财务打电话' }),
    act: ({ page }) => page.getByText('给财务打电话').first().click(),
  },
}

const NOTHING_TO_SHOW: Record<string, Picture> = {
  forbidden: { path: () => '/settings/people', by: () => room.member },
  'member-home': { path: () => '/', by: () => room.member },
  'member-empty': { path: () => '/f/opportunity', by: () => room.member },
  'empty-search': { path: () => '/f/lead?q=nothing-is-called-so' },
  nowhere: { path: () => '/settings/nowhere' },
  failed: {
    path: LIST,
    before: ({ page }) => page.route(/records\/query/, route => route.fulfill(FAULT)),
    act: ({ page }) => page.getByText('req_01hzz').first().waitFor(),
    after: ({ page }) => page.unroute(/records\/query/),
  },
  away: {
    path: LIST,
    act: async ({ page }) => {
      await page.route(OURS, route => route.abort('connectionrefused'))
      await page.locator('nav a[href^="/f/customer"]').first().click()
      await page.getByRole('alert').first().waitFor()
    },
    after: ({ page }) => page.unroute(OURS),
  },
  login: {
    path: () => '/login',
    by: () => 'nobody',
  },
  'login-refused': {
    path: () => '/login',
    by: () => 'nobody',
    act: async ({ page }) => {
      await page.locator('input').first().fill('zhoumin')
      await page.locator('input[type=password]').fill('wrong-password')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').first().waitFor()
    },
  },
  'invitation-used': { path: () => '/invite/inv_nothing', by: () => 'nobody' },
}

pictured(at, 'what opens on a list is pictured', OF_LISTS)
pictured(at, 'what opens on a record is pictured', OF_RECORDS)
pictured(at, 'what opens on other pages is pictured', OF_OTHER_PAGES)
pictured(at, 'pages with nothing to show are pictured', NOTHING_TO_SHOW)
