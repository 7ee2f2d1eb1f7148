// Pinyin where a company is set up: forms, colleagues, keys, files, the way in. Enter is the input method's there too.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { startServer } from '../harness/server.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { type Place, staysWhileComposing } from './parts/composition.ts'
import { InputMethod } from './parts/input-method.ts'

let imported = ''
const at = stage({}, async admin => {
  await admin.department('销售一部')
  const gone = await admin.create('lead', { company: '海晟' })
  await admin.ask('DELETE', `/forms/lead/records/${gone.id}`, undefined, { 'if-match': `"${gone.rev}"` })
  imported = (await admin.ask('POST', '/imports', { text: '客户名称\t片区\t行业\n海晟\t浙东\t水产\n' })).id
})

const text = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name }).first()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const inspector = (page: Page) => page.getByRole('complementary', { name: '设置' })
const kinds = (page: Page) => page.getByRole('complementary', { name: '字段类型' })

const PLACES: Record<string, Place> = {
  'the own name': {
    open: async page => {
      await page.goto('/settings/profile')
      await page.getByLabel('姓名').fill('')
    },
  },
  'the name of the company': {
    open: async page => {
      await page.goto('/settings/company')
      await text(page, '企业名称').fill('')
    },
  },
  'the address on the network': {
    open: async page => {
      await page.goto('/settings/network')
      await text(page, '访问地址').fill('')
    },
  },
  'the search for a colleague': {
    open: async page => {
      await page.goto('/settings/people')
      await text(page, '搜索姓名或手机').focus()
    },
  },
  'the name of a colleague': {
    open: async page => {
      await page.goto('/settings/people')
      await press(page, '添加成员')
      const dialog = page.getByRole('dialog', { name: '添加成员' })
      await dialog.getByLabel('手机').fill('13900001111')
      await dialog.getByLabel('姓名').focus()
    },
  },
  'a department': {
    open: async page => {
      await page.goto('/settings/departments')
      await press(page, /新建部门|添加部门/)
      await page.getByRole('textbox').last().focus()
    },
  },
  'the new name of a department': {
    open: async page => {
      await page.goto('/settings/departments')
      await press(page, '重命名销售一部')
      await text(page, '部门名称').fill('')
    },
  },
  'what a key is for': {
    open: async page => {
      await page.goto('/settings/keys')
      await text(page, /^用途/).focus()
    },
  },
  'the search of the bin': {
    open: async page => {
      await page.goto('/settings/recycle-bin')
      await page.getByRole('searchbox', { name: '在回收站里搜索' }).focus()
    },
  },
  'what emptying the bin asks to be typed': {
    letters: 'xiansuo',
    text: '线索',
    open: async page => {
      await page.goto('/settings/recycle-bin')
      await press(page, '清空')
      await page.getByRole('dialog').getByRole('textbox').focus()
    },
  },
  'the name of a new form': {
    open: async page => {
      await page.goto('/forms/new')
      await page.getByRole('textbox').first().fill('')
    },
  },
  'the search for a form': {
    open: async page => {
      await page.goto('/forms')
      await page.getByRole('searchbox', { name: '搜索表单' }).focus()
    },
  },
  'the search for a kind of field': {
    letters: 'danxuan',
    text: '单选',
    open: async page => {
      await page.goto('/design/customer')
      await page.getByRole('searchbox', { name: '搜索字段类型' }).focus()
    },
  },
  'the title of a field': {
    keeps: true,
    open: async page => {
      await page.goto('/design/customer')
      await kinds(page).getByText('单行文本').click()
      await inspector(page).getByLabel('标题', { exact: true }).fill('')
    },
  },
  'the name of an option': {
    keeps: true,
    open: async page => {
      await page.goto('/design/customer')
      await kinds(page).getByText('单选').click()
      await inspector(page)
        .getByRole('textbox', { name: /个选项的名称$/ })
        .first()
        .fill('')
    },
  },
  'the name of a template of the form': {
    keeps: true,
    open: async page => {
      await page.goto('/design/customer')
      await inspector(page).getByRole('button', { name: '添加模板' }).click()
      await inspector(page)
        .getByLabel(/个模板的名称$/)
        .last()
        .fill('')
    },
  },
  'the box that a table is pasted into': {
    // Nothing is typed there: a letter is no table.
    text: '',
    open: async page => {
      await page.goto('/imports/new')
      await page.getByLabel(/粘贴到这里/).focus()
    },
  },
  'the name of a field that an import makes': {
    keeps: true,
    open: async page => {
      await page.goto(`/imports/${imported}?step=fields`)
      await press(page, '“片区”的设置')
      await text(page, '字段名称').fill('')
    },
  },
  'the name one signs in by': {
    outside: true,
    open: async page => {
      await page.goto('/login')
      await page.getByLabel('密码', { exact: true }).fill('some-password')
      await page.getByLabel('登录名、邮箱或手机号').focus()
    },
  },
}

staysWhileComposing(at, PLACES)

test(
  'Enter while composing stays in the name of the company that sets Clew up',
  ON_ONE_DATABASE,
  async () => {
    const fresh = await startServer()
    try {
      await onPage(at.browser, { name: 'composition-set-up' }, async page => {
        await page.goto(fresh.opened(fresh.setupUrl))
        const name = page.getByLabel('企业名称')
        await name.focus()
        const method = await InputMethod.of(page)
        await method.compose('hengtong')
        await method.endWithEnter('恒通')
        await eventually(async () => assert.equal(await name.inputValue(), '恒通'))
        assert.equal(await page.getByText('密码至少要 8 个字符').count(), 0, 'the form was not sent')
      })
    } finally {
      await fresh.stop()
    }
  },
)
