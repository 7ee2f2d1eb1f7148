// Pinyin: the Enter that ends a composition is the input method's. It never saves, sends, picks or opens anything.

import type { Page } from 'playwright-core'
import { SCREENS } from '../harness/browser.ts'
import { stage } from '../harness/stage.ts'
import { type Place, staysWhileComposing } from './parts/composition.ts'
import { Grid } from './parts/grid.ts'
import { fromMenu, value } from './parts/record.ts'

let lead = ''
let deal = ''
const at = stage({}, async admin => {
  const { id: owner } = (await admin.seat({ name: '李想', login: 'lixiang' })).me
  // Called as what is composed: a key that came through would find it, and find its name typed.
  lead = (await admin.create('lead', { company: '海晟', owner })).id
  await admin.create('customer', { name: '海晟' })
  deal = (await admin.create('opportunity', { name: '海晟二期' })).id
  await admin.create('lead', { company: '海晟公海', owner: null })
  await admin.ask('POST', `/forms/lead/records/${lead}/activities`, { kind: 'note', text: '第一次联系' })
  await admin.ask('POST', '/tasks', { title: '寄样品' })
})

const text = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name }).first()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const record = async (page: Page) => {
  await page.goto(`/f/lead/${lead}`)
  await value(page, '联系人').waitFor()
}
async function columnMenu(page: Page, entry: string): Promise<void> {
  const grid = await Grid.open(page, '/f/lead')
  await grid.header('联系人').getByRole('button').first().click()
  await page.getByRole('dialog', { name: '联系人' }).getByRole('button', { name: entry }).click()
}
async function follow(page: Page, sign: string): Promise<void> {
  await record(page)
  await page.getByLabel('跟进内容').focus()
  await page.keyboard.type(sign)
  await page.getByRole('option').first().waitFor()
}
const filter = encodeURIComponent(JSON.stringify({ field: 'company', op: 'contains', value: 'x' }))

const PLACES: Record<string, Place> = {
  'a field of a record': {
    open: async page => {
      await record(page)
      await value(page, '联系人').click()
      await page.getByRole('textbox', { name: '联系人', exact: true }).fill('')
    },
  },
  'the colleague a record is given to': {
    letters: 'lixiang',
    text: '李想',
    open: async page => {
      await page.goto(`/f/opportunity/${deal}`)
      await press(page, /^负责人/)
      await page.locator('.ant-select-item-option').first().waitFor()
    },
  },
  'the reason that a stage asks for': {
    letters: 'jiage',
    text: '价格',
    open: async page => {
      await page.goto(`/f/opportunity/${deal}`)
      await press(page, '输单')
      await page.getByRole('dialog').getByRole('combobox').first().click()
      await page.locator('.ant-select-item-option').first().waitFor()
    },
  },
  'what erasing a record asks to be typed': {
    open: async page => {
      await record(page)
      await fromMenu(
        page,
        page.getByRole('main').getByRole('button', { name: '更多', exact: true }),
        '彻底清除…',
      )
      await page.getByRole('dialog').getByRole('textbox').focus()
    },
  },
  'the form of a new record': {
    open: async page => {
      await page.goto('/f/lead?new=true')
      await page.getByRole('dialog', { name: '新建线索' }).getByLabel('公司名称').focus()
    },
  },
  'the record that a new one is linked to': {
    open: async page => {
      await page.goto('/f/contact?new=true')
      await page.getByRole('dialog', { name: '新建联系人' }).getByRole('combobox', { name: /客户/ }).click()
      await page.locator('.ant-select-item-option').first().waitFor()
    },
  },
  'a cell of the list': {
    open: async page => {
      const grid = await Grid.open(page, '/f/lead')
      await (await grid.cell(1, '联系人')).click()
    },
  },
  'the values under a heading': {
    open: async page => {
      const grid = await Grid.open(page, '/f/lead')
      await grid.header('公司名称').getByRole('button').first().click()
      await text(page, '搜索选项').focus()
    },
  },
  'the search for a column': {
    open: async page => {
      await Grid.open(page, '/f/lead')
      await page.getByRole('button', { name: '字段', exact: true }).click()
      await text(page, '搜索字段').focus()
    },
  },
  'the name of a column': {
    open: async page => {
      await columnMenu(page, '重命名字段')
      await page.getByLabel('字段名称').fill('')
    },
  },
  'the name of a new column': {
    open: async page => {
      await columnMenu(page, '在右侧插入字段')
      await page.getByLabel('字段名称').fill('')
    },
  },
  'a note to who is given many records': {
    open: async page => {
      const grid = await Grid.open(page, '/f/lead')
      await (await grid.cell(1, '公司名称')).click({ position: { x: 5, y: 5 } })
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: '分配', exact: true }).click()
      await page.getByRole('dialog').getByLabel('备注').focus()
    },
  },
  'the palette': {
    open: async page => {
      await page.goto('/')
      await page.getByRole('heading', { name: '工作台' }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog', { name: '搜索与命令' }).getByRole('combobox').focus()
    },
  },
  'the search of a list': {
    // What was composed is searched for when it is there; the key opens and leaves nothing.
    searches: true,
    open: async page => {
      await page.goto('/f/lead')
      await page.getByRole('searchbox', { name: '在列表中搜索' }).focus()
    },
  },
  'the search of a pool': {
    searches: true,
    open: async page => {
      await page.goto('/pool/lead')
      await page.getByRole('searchbox').focus()
    },
  },
  'the name of a view': {
    open: async page => {
      await page.goto('/f/lead')
      await press(page, '新建视图')
      await page.getByLabel('视图名称').fill('')
    },
  },
  'a text that is filtered by': {
    searches: true,
    open: async page => {
      await page.goto(`/f/lead?filter=${filter}`)
      await press(page, '筛选')
      await page.getByRole('dialog').getByRole('textbox').first().fill('')
    },
  },
  'one of several texts that are filtered by': {
    searches: true,
    open: async page => {
      await page.goto(`/f/lead?filter=${filter.replace('contains', 'in').replace('%22x%22', '%5B%5D')}`)
      await press(page, '筛选')
      await page
        .getByRole('dialog')
        .getByRole('combobox', { name: /公司名称/ })
        .last()
        .focus()
    },
  },
  'a follow-up': {
    open: async page => {
      await record(page)
      await page.getByLabel('跟进内容').focus()
    },
  },
  'a colleague who is mentioned': {
    letters: 'lixiang',
    text: '李想',
    open: page => follow(page, '@'),
  },
  'a template that is looked for': {
    letters: 'yi',
    text: '已',
    open: page => follow(page, '/'),
  },
  'a remark on a follow-up': {
    open: async page => {
      await record(page)
      await press(page, '点评')
      await text(page, '写点评，@ 提醒同事').focus()
    },
  },
  'the name of a template of mine': {
    open: async page => {
      await record(page)
      await page.getByLabel('跟进内容').focus()
      await press(page, '管理我的模板')
      await press(page, '添加模板')
      await text(page, '模板名称').focus()
    },
  },
  'whom a follow-up is about': {
    screen: SCREENS.phone,
    open: async page => {
      await page.goto('/')
      await press(page, '写跟进')
      await page.getByRole('dialog').getByRole('searchbox').focus()
    },
  },
  'a new task': {
    open: async page => {
      await page.goto('/tasks')
      await page.getByPlaceholder(/任务/).first().focus()
    },
  },
  'a task that is changed': {
    open: async page => {
      await page.goto('/tasks')
      await page.getByText('寄样品').click()
      await page.getByRole('complementary', { name: '编辑任务' }).getByLabel('任务', { exact: true }).fill('')
    },
  },
  'who is to do a task': {
    letters: 'lixiang',
    text: '李想',
    open: async page => {
      await page.goto('/tasks')
      await page.getByPlaceholder(/任务/).first().focus()
      await press(page, /^执行人/)
      await text(page, '搜索同事').focus()
    },
  },
  feedback: {
    open: async page => {
      await page.goto('/f/lead')
      await press(page, '反馈')
      await page.getByLabel('反馈内容').focus()
    },
  },
}

staysWhileComposing(at, PLACES)
