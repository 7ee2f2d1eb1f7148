// Pinyin: the Enter that ends a composition is the input method's. It never saves, sends or opens anything.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { InputMethod } from './parts/input-method.ts'
import { value } from './parts/record.ts'

const at = stage()

/** Requests that change something, as they are sent. */
function changes(page: Page): string[] {
  const sent: string[] = []
  page.on('request', request => {
    const quiet = /records\/(query|aggregate|similar)|me\/preferences|read-text/
    if (request.method() !== 'GET' && !quiet.test(request.url()))
      sent.push(`${request.method()} ${request.url()}`)
  })
  return sent
}

interface Place {
  /** The text itself changes what is shown. */
  searches?: boolean
  open: (page: Page, lead: string) => Promise<void>
}

const PLACES: Record<string, Place> = {
  'a field of a record': {
    open: async (page, lead) => {
      await page.goto(`/f/lead/${lead}`)
      await value(page, '联系人').click()
      await page.getByRole('textbox', { name: '联系人', exact: true }).fill('')
    },
  },
  'the form of a new record': {
    open: async page => {
      await page.goto('/f/lead?new=true')
      await page.getByRole('dialog', { name: '新建线索' }).getByLabel('公司名称').focus()
    },
  },
  'a new task': {
    open: async page => {
      await page.goto('/tasks')
      await page.getByPlaceholder(/任务/).first().focus()
    },
  },
  'the own name': {
    open: async page => {
      await page.goto('/settings/profile')
      await page.getByLabel('姓名').fill('')
    },
  },
  'the palette': {
    open: async page => {
      await page.goto('/')
      await page.getByRole('heading', { name: '首页' }).waitFor()
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
  'the name of a view': {
    open: async page => {
      await page.goto('/f/lead')
      await page.getByRole('button', { name: '新建视图' }).click()
      await page.getByLabel('视图名称').fill('')
    },
  },
  'a text that is filtered by': {
    searches: true,
    open: async page => {
      await page.goto(
        '/f/lead?filter=%7B%22field%22%3A%22company%22%2C%22op%22%3A%22contains%22%2C%22value%22%3A%22x%22%7D',
      )
      await page.getByRole('button', { name: '筛选' }).first().click()
      await page.getByRole('dialog').getByRole('textbox').first().fill('')
    },
  },
  'a department': {
    open: async page => {
      await page.goto('/settings/departments')
      await page
        .getByRole('button', { name: /新建部门|添加部门/ })
        .first()
        .click()
      await page.getByRole('textbox').last().focus()
    },
  },
  'the name of a new form': {
    open: async page => {
      await page.goto('/forms/new')
      await page.getByRole('textbox').first().fill('')
    },
  },
  'a follow-up': {
    open: async (page, lead) => {
      await page.goto(`/f/lead/${lead}`)
      await page.getByRole('textbox', { name: /跟进/ }).first().focus()
    },
  },
  feedback: {
    open: async page => {
      await page.goto('/f/lead')
      await page.getByRole('button', { name: '反馈' }).click()
      await page.getByLabel('反馈内容').focus()
    },
  },
}

for (const [name, { open, searches }] of Object.entries(PLACES)) {
  test(`Enter while composing stays in ${name}`, ON_ONE_DATABASE, async () => {
    const lead = await at.admin.create('lead', { company: '输入法测试' })
    await onPage(at.browser, { name: `composition-${name}`, ...at.admin.signedIn() }, async page => {
      await open(page, lead.id)
      const sent = changes(page)
      const where = page.url()
      const method = await InputMethod.of(page)
      await method.compose('haisheng')
      await method.endWithEnter('海晟')
      await eventually(async () => {
        const text = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)
        assert.equal(text, '海晟', 'what was composed stands in the field, and the keyboard is still there')
      })
      assert.deepEqual(sent, [])
      if (!searches) assert.equal(page.url(), where)
    })
  })
}
