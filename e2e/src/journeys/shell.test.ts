// The shell: finding one's way back, and everything from one field.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'

const at = stage()

test('who is alone finds the page of the team, and how colleagues come in', async () => {
  await onPage(at.browser, { name: 'team-alone', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '团队' }).click()
    await page.getByText('这里还没有同事的记录').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('link', { name: '邀请同事' }).click()
    await page.waitForURL(/\/settings\/people/)
  })
})

test('records that were open are found again, and what is pinned follows to the next browser', async () => {
  const lead = await at.admin.create('lead', { company: '绍兴海晟染整' })
  await onPage(at.browser, { name: 'recent', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const nav = page.getByRole('navigation', { name: '导航' })
    await nav.getByRole('button', { name: '最近' }).click()
    await nav.getByRole('link', { name: '绍兴海晟染整' }).hover()
    await nav.getByRole('button', { name: '置顶“绍兴海晟染整”' }).click()
    await nav.getByRole('button', { name: '取消置顶“绍兴海晟染整”' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await eventually(async () => {
      const kept = (await at.admin.ask('GET', '/me/preferences')) as { pins?: unknown[] }
      assert.equal(kept.pins?.length, 1)
    })
  })
  await onPage(at.browser, { name: 'pinned', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '绍兴海晟染整' }).click()
    await page.getByRole('heading', { name: '绍兴海晟染整' }).first().waitFor()
  })
})

test('by the keyboard alone: a record by its initials, a view by its name, a theme', async () => {
  await at.admin.create('lead', { company: '青岛百川机械' })
  await onPage(at.browser, { name: 'palette', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '首页' }).waitFor()
    await eventually(async () => {
      const found = (await at.admin.ask('GET', '/search?q=qdbc')) as { items: unknown[] }
      assert.equal(found.items.length, 1)
    })
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByRole('combobox').waitFor()
    await page.keyboard.type('qdbc')
    await palette.getByRole('option', { name: /青岛百川机械/ }).waitFor()
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '青岛百川机械' }).first().waitFor()
    await page.keyboard.press('Control+k')
    await palette.getByRole('option', { name: 'qdbc' }).waitFor()
    await page.keyboard.type('我负责的')
    await palette
      .getByRole('option', { name: /我负责的/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/f\/\w+\?view=/)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('外观：深色')
    await page.keyboard.press('Enter')
    await eventually(async () => assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark'))
  })
})

test('a colleague is found by initials, and leads to their records', async () => {
  const colleague = await at.admin.seat({ name: '孙立新', login: 'sunlixin' })
  await at.admin.create('lead', { company: '衢州立新纸业', owner: colleague.me.id })
  await onPage(at.browser, { name: 'palette-people', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '首页' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByText('不含跟进内容', { exact: false }).waitFor()
    await palette.getByRole('combobox').fill('slx')
    await palette.getByRole('option', { name: /孙立新的线索/ }).waitFor()
    await palette.getByRole('option', { name: '孙立新的任务' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await palette.getByRole('option', { name: /孙立新的线索/ }).click()
    await page.waitForURL(/\/f\/lead\?filter=/)
    await page.getByRole('grid').getByText('衢州立新纸业').waitFor()
    assert.equal(await page.getByRole('grid').getByText('青岛百川机械').count(), 0)
  })
})

test('a builder finds every form in one place', async () => {
  await onPage(at.browser, { name: 'forms', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('link', { name: '表单设计' }).click()
    await page.getByRole('searchbox', { name: '搜索表单' }).fill('客')
    await eventually(async () => assert.equal(await page.getByRole('link', { name: /^设计/ }).count(), 1))
    await assertAccessibleInBothThemes(page)
    await page.getByRole('link', { name: '设计客户' }).click()
    await page.waitForURL(/\/design\/customer/)
  })
})

test('a question mark tells what the page is for and its keys, and is a letter where one writes', async () => {
  await onPage(at.browser, { name: 'help', ...at.admin.signedIn() }, async page => {
    await page.goto('/tasks')
    await page.getByRole('heading', { name: '任务' }).first().waitFor()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: '帮助' })
    await help.getByText('新建任务').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
    await page.goto('/forms')
    await page.getByRole('searchbox').fill('')
    await page.keyboard.press('?')
    assert.equal(await page.getByRole('searchbox').inputValue(), '?')
    assert.equal(await help.count(), 0)
  })
})
