// Who sees what is said in the designer, and holds for everybody the moment it is published.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import type { Client } from '../harness/client.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'

const NOTE = '底价九折'
const people = {} as { li: Client; wang: Client }
const at = stage({}, async admin => {
  const department = await admin.department('销售一部')
  people.li = await admin.seat({ name: '李强', login: 'liqiang', department })
  people.wang = await admin.seat({ name: '王芳', login: 'wangfang', department })
})

const rights = (page: Page) => page.getByRole('table', { name: '谁能看到什么' })
const of = (page: Page, field: string) => rights(page).getByRole('radiogroup', { name: `成员：${field}` })

test('a field is hidden and sight narrowed, and a member no longer sees either, at once', async () => {
  const { li, wang } = people
  await li.create('customer', { name: '本人机械', note: NOTE, region: '宁波' })
  const hers = await wang.create('customer', { name: '同事机械', note: NOTE, region: '宁波' })
  const gone = [/status of 404/]
  await onPage(
    at.browser,
    { name: 'grants-member', ...li.signedIn(), expectedErrors: gone },
    async member => {
      const grid = await Grid.open(member, `/f/customer?peek=${hers.id}`)
      await grid.expectTotal(2)
      await grid.header('所在地区').waitFor()
      const peek = member.getByRole('complementary', { name: '记录详情' })
      await peek.getByText(NOTE).first().waitFor()
      await onPage(at.browser, { name: 'grants', ...at.admin.signedIn() }, async page => {
        await page.goto('/design/customer')
        await page
          .getByText('成员看到本人负责和本部门的记录，可以新建、编辑、删除、导入，不能导出。')
          .waitFor()
        // By keys alone: a menu, and signs that arrows go through.
        await rights(page).getByRole('button', { name: '成员：查看范围 本部门' }).focus()
        await page.keyboard.press('Enter')
        await page.getByRole('menuitemcheckbox', { name: /本人负责/ }).focus()
        await page.keyboard.press('Enter')
        await rights(page).getByRole('button', { name: '全部 13 个字段' }).click()
        await of(page, '备注').getByRole('radio', { checked: true }).focus()
        await page.keyboard.press('ArrowLeft')
        await of(page, '所在地区').getByRole('radio', { name: '隐藏' }).click()
        const says = (text: string) => page.getByText(text).waitFor()
        await says('成员看到本人负责的记录，可以新建、编辑、删除、导入，不能导出，看不到“所在地区”、“备注”。')
        await page.keyboard.press('Control+z')
        await says('成员看到本人负责的记录，可以新建、编辑、删除、导入，不能导出，看不到“备注”。')
        await page.keyboard.press('Control+Shift+z')
        await assertAccessibleInBothThemes(page)
        await page.getByText('草稿已保存').waitFor()
        await page.getByRole('button', { name: '发布', exact: true }).click()
        const dialog = page.getByRole('dialog', { name: '发布修改' })
        for (const text of [
          '权限：成员 查看范围 本部门 → 本人负责',
          '权限：成员 对“所在地区” 可编辑 → 隐藏',
          '权限：成员 对“备注” 可编辑 → 隐藏',
        ])
          await dialog.getByText(text).waitFor()
        await dialog.getByRole('button', { name: '发布', exact: true }).click()
        await page.getByText('“客户”已发布').waitFor()
      })
      // Nobody touched this page.
      await member.getByRole('row', { name: /同事机械/ }).waitFor({ state: 'detached' })
      await grid.expectTotal(1)
      await grid.header('所在地区').waitFor({ state: 'detached' })
      await peek.getByText('找不到这条内容').waitFor()
      assert.equal(await member.getByText(NOTE).count(), 0)
      await member.getByRole('button', { name: '本人机械', exact: true }).click()
      await peek.getByText('电话').first().waitFor()
      for (const hidden of ['所在地区', NOTE]) assert.equal(await peek.getByText(hidden).count(), 0)
      await member.keyboard.press('Control+k')
      const palette = member.getByRole('dialog', { name: '搜索与命令' })
      await palette.getByRole('combobox').fill('机械')
      await palette.getByRole('option', { name: /本人机械/ }).waitFor()
      assert.equal(await palette.getByRole('option', { name: /同事机械/ }).count(), 0)
    },
  )
  assert.equal((await li.try('GET', `/forms/customer/records/${hers.id}`)).status, 404)
})

test('a builder reads who sees what and is told why it is not theirs to change, on the phone too', async () => {
  const builder = await at.admin.seat({ name: '孙莉', login: 'sunli', role: 'builder' })
  await onPage(at.browser, { name: 'grants-builder', ...builder.signedIn() }, async page => {
    await page.goto('/design/contact')
    await page.getByText('只有管理员可以修改权限，你可以查看。').waitFor()
    const open = rights(page).locator('button:enabled:not([aria-expanded])')
    assert.equal(await open.count(), 0)
    await assertAccessibleInBothThemes(page)
  })
  await onPage(at.browser, { name: 'grants-phone', ...SCREENS.phone, ...builder.signedIn() }, async page => {
    await page.goto('/design/contact')
    await page.getByText('谁能看到什么').tap()
    await page.getByText(/^成员看到本人负责和本部门的记录/).waitFor()
    await assertAccessibleInBothThemes(page)
  })
})
