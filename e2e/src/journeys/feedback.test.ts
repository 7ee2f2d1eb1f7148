// Feedback about a form goes to those who build it, and their answer comes back; a person's picture is seen by others.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage, SCREENS } from '../harness/browser.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { fromMenu } from './parts/record.ts'

const at = stage()

/** A red picture of 400×300, as a camera or a screen would give. */
const picture = async (page: import('playwright-core').Page): Promise<Buffer> => {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 300 })
    const context = canvas.getContext('2d')
    if (context) context.fillStyle = 'red'
    context?.fillRect(0, 0, 400, 300)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(url.split(',')[1] ?? '', 'base64')
}

test('a member says what is wrong, a builder answers, and the member is told', async () => {
  const member = await at.admin.seat({ name: '李强', login: 'liqiang' })
  const builder = await at.admin.seat({ name: '陈静', login: 'chenjing', role: 'builder' })
  await onPage(at.browser, { name: 'feedback-given', ...member.signedIn() }, async page => {
    await page.goto('/f/lead')
    await page.getByRole('button', { name: '反馈' }).click()
    const dialog = page.getByRole('dialog', { name: '反馈：线索' })
    await dialog.getByLabel('反馈内容').fill('来源少了一个选项')
    const buffer = await picture(page)
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '截图.png', mimeType: 'image/png', buffer })
    await dialog.getByText('截图.png').waitFor()
    await dialog.getByRole('button', { name: '发送' }).click()
    await page.getByText('已发给搭建者').waitFor()
  })
  await onPage(at.browser, { name: 'feedback-answered', ...builder.signedIn() }, async page => {
    await page.goto('/notices')
    await page.getByRole('button', { name: /李强反馈了“线索”：.*来源少了一个选项/ }).click()
    await page.waitForURL(/\/settings\/feedback/)
    const item = page.getByRole('listitem').filter({ hasText: '来源少了一个选项' })
    const shown = item.getByRole('img', { name: '李强的截图' })
    await shown.waitFor()
    await page.waitForFunction(() =>
      [...document.images].every(image => image.complete && image.naturalWidth > 0),
    )
    await assertAccessibleInBothThemes(page)
    await item.getByRole('button', { name: '答复' }).click()
    await item.getByLabel('答复内容').fill('加上了')
    await item.getByRole('button', { name: '发送' }).click()
    await item.getByText('加上了').waitFor()
    await item.getByRole('button', { name: '标为已处理' }).click()
    await page.getByText('没有待处理的反馈').waitFor()
  })
  const phone = { name: 'feedback-heard', ...SCREENS.phone, ...member.signedIn() }
  await onPage(at.browser, phone, async page => {
    await page.goto('/notices')
    await page
      .getByRole('button', { name: /你对“线索”的反馈/ })
      .first()
      .click()
    await page
      .getByRole('button', { name: '已处理' })
      .or(page.getByRole('radio', { name: '已处理' }))
      .click()
    await page.getByText('加上了').waitFor()
    assert.equal(await page.getByRole('button', { name: '修改答复' }).count(), 0)
    await page.goto('/f/lead')
    await fromMenu(page, page.getByRole('button', { name: '更多' }), '反馈')
    await page.getByRole('dialog', { name: '反馈：线索' }).getByLabel('反馈内容').waitFor()
  })
})

test('a picture is cut to a square and seen by colleagues at once', ON_ONE_DATABASE, async () => {
  const colleague = await at.admin.seat({ name: '王芳', login: 'wangfang', role: 'administrator' })
  await at.admin.create('lead', { company: '头像测试' })
  await onPage(at.browser, { name: 'avatar-seen', ...colleague.signedIn() }, async other => {
    await other.goto('/f/lead')
    await other.getByText('头像测试').waitFor()
    await onPage(at.browser, { name: 'avatar-set', ...at.admin.signedIn() }, async page => {
      await page.goto('/settings/profile')
      const buffer = await picture(page)
      await page.getByLabel('上传头像').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
      const dialog = page.getByRole('dialog', { name: '裁剪头像' })
      await dialog.getByRole('slider').fill('2')
      await dialog.getByRole('img').press('ArrowLeft')
      await assertAccessibleInBothThemes(page)
      await dialog.getByRole('button', { name: '保存' }).click()
      await page.locator('img[src*="/avatars/"]').first().waitFor()
    })
    const seen = other.locator('[role=gridcell] img[src*="/avatars/"]').first()
    await seen.waitFor()
    const size = await seen.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])
    assert.deepEqual(size, [256, 256])
  })
})
