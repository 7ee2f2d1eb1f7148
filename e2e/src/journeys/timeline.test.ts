// What people write on a record, and who hears of it.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { entry } from './parts/record.ts'
import { pick } from './parts/select.ts'

const at = stage()

test('who is mentioned is told, and the notice leads to the record', async () => {
  const colleague = await at.admin.seat({ name: '孙立新', login: 'sunlixin', role: 'administrator' })
  const lead = await at.admin.create('lead', { company: '嘉兴提及科技' })
  await onPage(at.browser, { name: 'mention', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const text = page.getByLabel('跟进内容')
    await text.click()
    await text.pressSequentially('请 @sunl')
    const people = page.getByRole('listbox', { name: '提到谁' })
    await people.getByRole('option', { name: '孙立新' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await text.press('Enter')
    await text.pressSequentially('看一下报价')
    assert.equal(await text.inputValue(), '请 @孙立新 看一下报价')
    await page.getByRole('button', { name: '保存跟进' }).click()
    await entry(page, '@孙立新').getByText('看一下报价').waitFor()
    assert.doesNotMatch((await entry(page, '@孙立新').textContent()) ?? '', /usr_/)
  })
  await eventually(async () => {
    const { items } = await colleague.ask('GET', '/notices')
    assert.deepEqual(
      items.map((notice: { kind: string; record: string }) => [notice.kind, notice.record]),
      [['mentioned', lead.id]],
    )
  })
  await onPage(at.browser, { name: 'mentioned', ...colleague.signedIn() }, async page => {
    await page.goto('/notices')
    await page.getByText('周敏在“嘉兴提及科技”里提到你：请 @孙立新 看一下报价').click()
    await page.waitForURL(new RegExp(lead.id))
  })
})

test('who cannot see the record is told apart before anything is saved', async () => {
  await at.admin.seat({ name: '外区钱进', login: 'qianjin' })
  await at.admin.seat({ name: '总部钱进', login: 'qianjin2', role: 'administrator' })
  const lead = await at.admin.create('lead', { company: '嘉兴看不到' })
  await onPage(at.browser, { name: 'mention-unseeing', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const text = page.getByLabel('跟进内容')
    await text.click()
    await text.pressSequentially('@钱进')
    const people = page.getByRole('listbox', { name: '提到谁' }).getByRole('option')
    await people.filter({ hasText: '看不到这条' }).waitFor()
    const names = await people.allTextContents()
    assert.deepEqual(
      names.map(name => /总部钱进|外区钱进.*看不到这条/.test(name)),
      [true, true],
    )
    assert.match(names[0] ?? '', /总部/, 'who sees it comes first')
    assert.doesNotMatch(names[0] ?? '', /看不到/)
    await assertAccessibleInBothThemes(page)
  })
})

test('Enter in a list of nobody is a new line, and Escape leaves the @ alone', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴无人' })
  await onPage(at.browser, { name: 'mention-none', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const text = page.getByLabel('跟进内容')
    await text.click()
    await text.pressSequentially('@zzzz')
    await eventually(async () =>
      assert.equal(await page.getByRole('listbox', { name: '提到谁' }).getByRole('option').count(), 0),
    )
    await text.press('Enter')
    await text.pressSequentially('a@')
    await text.press('Escape')
    assert.equal(await text.inputValue(), '@zzzz\na@')
  })
})

/** A picture of one colour, as a screenshot comes out of the clipboard. */
async function pasteScreenshot(page: Page): Promise<void> {
  await page.getByLabel('跟进内容').evaluate(async field => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 200
    canvas.getContext('2d')?.fillRect(0, 0, 200, 100)
    const picture = await new Promise<Blob | null>(done => canvas.toBlob(done))
    const clipboardData = new DataTransfer()
    if (picture) clipboardData.items.add(new File([picture], 'image.png', { type: 'image/png' }))
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
}

test('a screenshot is pasted, seen large, and comes back with its follow-up', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴截图科技' })
  await onPage(at.browser, { name: 'pasted', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByLabel('跟进内容').fill('见截图')
    await pasteScreenshot(page)
    const picked = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '添加文件' }).click()
    await (await picked).setFiles({
      name: '报价单.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 报价'),
    })
    await page.getByRole('list', { name: '附件' }).getByText('报价单.pdf').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '保存跟进' }).click()
    const written = entry(page, '见截图').first()
    await written.getByRole('link', { name: '报价单.pdf' }).waitFor()
    await written.getByRole('button', { name: /^查看 \d{8}-\d{6}\.png$/ }).click()
    const large = page.getByRole('dialog').getByRole('img')
    await eventually(async () =>
      assert.equal(await large.evaluate(image => (image as HTMLImageElement).naturalWidth), 320),
    )
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Escape')
    await written.hover()
    await written.getByRole('button', { name: '删除跟进' }).click()
    await eventually(async () => assert.equal(await entry(page, '见截图').count(), 0))
    await page.getByRole('button', { name: '撤销' }).click()
    await written.getByRole('link', { name: '报价单.pdf' }).waitFor()
  })
})

test('an upload that fails says so in its place and is tried again', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴断线科技' })
  const expectedErrors = [/Failed to load resource/]
  await onPage(at.browser, { name: 'upload-fails', ...at.admin.signedIn(), expectedErrors }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByLabel('跟进内容').fill('附件传不上去')
    await page.route('**/api/v1/files?*', route => route.abort(), { times: 1 })
    await pasteScreenshot(page)
    const files = page.getByRole('list', { name: '附件' })
    await files.getByRole('alert').waitFor()
    assert.equal(await page.getByRole('button', { name: '保存跟进' }).isDisabled(), true)
    await files.getByRole('button', { name: /^重试/ }).click()
    await files.getByRole('button', { name: /^移除/ }).waitFor()
    await page.getByRole('button', { name: '保存跟进' }).click()
    await entry(page, '附件传不上去').getByRole('button', { name: /^查看/ }).waitFor()
  })
})

test('a colleague remarks and reads, the author hears of it and sees it at once', async () => {
  const boss = await at.admin.seat({ name: '周主管', login: 'zhouzhuguan', role: 'administrator' })
  const lead = await at.admin.create('lead', { company: '嘉兴点评科技' })
  const path = `/forms/lead/records/${lead.id}/activities`
  await at.admin.ask('POST', path, { kind: 'visit', text: '见了采购经理' })
  await onPage(at.browser, { name: 'author', ...at.admin.signedIn() }, async own => {
    await own.goto(`/f/lead/${lead.id}`)
    const mine = entry(own, '见了采购经理').first()
    await mine.getByRole('button', { name: '点评' }).waitFor()
    assert.equal(await mine.getByRole('button', { name: '已阅' }).count(), 0, 'nobody reads their own')
    await onPage(at.browser, { name: 'remark', ...boss.signedIn() }, async page => {
      await page.goto(`/f/lead/${lead.id}`)
      const visit = entry(page, '见了采购经理').first()
      await visit.getByRole('button', { name: '已阅', exact: true }).click()
      await visit.getByRole('button', { name: '周主管 已阅' }).waitFor()
      await visit.getByRole('button', { name: '点评' }).click()
      await page.getByLabel('写点评，@ 提醒同事').fill('下次带上 **报价单**')
      await assertAccessibleInBothThemes(page)
      await page.keyboard.press('Control+Enter')
      await visit.getByRole('list', { name: '点评' }).getByText('报价单').waitFor()
    })
    const remarks = mine.getByRole('list', { name: '点评' })
    await remarks.getByText('报价单').waitFor()
    assert.equal(await remarks.locator('strong').textContent(), '报价单')
    await mine.getByRole('button', { name: '周主管 已阅' }).waitFor()
  })
  await eventually(async () => {
    const { items } = await at.admin.ask('GET', '/notices')
    const told = items.filter((notice: { record: string }) => notice.record === lead.id)
    assert.deepEqual(
      told.map((notice: { kind: string }) => notice.kind),
      ['remarked'],
    )
  })
  await onPage(at.browser, { name: 'remarked', ...at.admin.signedIn() }, async page => {
    await page.goto('/notices')
    // Told in words: the marks of the text are not.
    await page.getByText(/下次带上 报价单$/).click()
    await page.waitForURL(/#act_/)
    await entry(page, '见了采购经理').first().waitFor()
  })
  await onPage(at.browser, { name: 'own-remark', ...boss.signedIn() }, async page => {
    await page.goto('/changes')
    await entry(page, '点评').getByRole('link', { name: '嘉兴点评科技' }).click()
    await page.waitForURL(/#act_/)
  })
})

test('the newest remarks stand there, the earlier ones come when asked for', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴多评科技' })
  const path = `/forms/lead/records/${lead.id}/activities`
  const { id } = await at.admin.ask('POST', path, { kind: 'note', text: '谈了三轮' })
  for (const n of [1, 2, 3, 4, 5]) await at.admin.ask('POST', `${path}/${id}/remarks`, { text: `第${n}条` })
  await onPage(at.browser, { name: 'remarks-newest', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const note = entry(page, '谈了三轮').first()
    const remarks = note.getByRole('list', { name: '点评' }).getByRole('listitem')
    await remarks.first().waitFor()
    assert.deepEqual(await remarks.locator('div:last-child').allInnerTexts(), ['第3条', '第4条', '第5条'])
    await note.getByRole('button', { name: '更早的 2 条点评' }).click()
    await note.getByText('第1条').waitFor()
    assert.equal(await remarks.count(), 5)
    await note.getByRole('button', { name: '点评', exact: true }).click()
    await page.getByLabel('写点评，@ 提醒同事').fill('第6条')
    await page.keyboard.press('Control+Enter')
    await remarks.nth(5).getByText('第6条').waitFor()
  })
})

test('what is pinned stands above the timeline until it is unpinned', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴置顶科技' })
  const path = `/forms/lead/records/${lead.id}/activities`
  await at.admin.ask('POST', path, { kind: 'note', text: '门卫只放预约的车' })
  await at.admin.ask('POST', path, { kind: 'note', text: '后来写的' })
  await onPage(at.browser, { name: 'pinned', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const note = entry(page, '门卫只放预约的车')
    await note.hover()
    await note.getByRole('button', { name: '置顶' }).click()
    const top = page.getByRole('list', { name: '置顶跟进' })
    await top.getByText('门卫只放预约的车').waitFor()
    assert.equal(await note.count(), 1, 'said once')
    await page.reload()
    await top.getByText('门卫只放预约的车').waitFor()
    await assertAccessibleInBothThemes(page)
    await note.hover()
    await note.getByRole('button', { name: '取消置顶' }).click()
    await eventually(async () => assert.equal(await top.count(), 0))
    await note.waitFor()
  })
})

test('a conversation that was copied is kept as one, of its day', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴聊天科技' })
  await onPage(at.browser, { name: 'chat', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const copy = '张三 2026-01-20 10:30\n报价什么时候给？\n李四 2026-01-20 10:32\n今天下午'
    await page.getByLabel('跟进内容').fill(copy)
    await page.getByRole('button', { name: '存为聊天记录' }).click()
    await page.getByRole('button', { name: '保存跟进' }).click()
    const chat = page.getByRole('list', { name: '聊天记录' })
    await chat.getByText('今天下午').waitFor()
    assert.equal(await chat.getByRole('listitem').count(), 2)
    await assertAccessibleInBothThemes(page)
    const { items } = await at.admin.ask('GET', `/forms/lead/records/${lead.id}/activities`)
    assert.equal(items[0].text, copy)
    assert.equal(items[0].kind, 'message')
    assert.match(items[0].at, /^2026-01-20T/)
  })
})

test('marks are put by keys and shown, what is stored is what was typed', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴格式科技' })
  await onPage(at.browser, { name: 'marks', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const text = page.getByLabel('跟进内容')
    await text.fill('月底前报价')
    await text.selectText()
    await page.keyboard.press('Control+b')
    assert.equal(await text.inputValue(), '**月底前报价**')
    await page.keyboard.press('End')
    await page.keyboard.type('\n三套样品\n<b>不是标签</b> [x](javascript:alert(1))')
    await page.getByRole('button', { name: '保存跟进' }).click()
    const written = entry(page, '三套样品')
    assert.equal(await written.locator('strong').textContent(), '月底前报价')
    await written.getByText('<b>不是标签</b> [x](javascript:alert(1))').waitFor()
    assert.equal(await written.getByRole('link').count(), 0)
  })
})

test('a template fills a follow-up at one press, and a slash finds it without a mouse', async () => {
  const lead = await at.admin.create('lead', { company: '温州模板阀门' })
  await onPage(at.browser, { name: 'templates', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const text = page.getByLabel('跟进内容')
    await text.focus()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('button', { name: '已发报价', exact: true }).click()
    assert.equal(await text.inputValue(), '已发报价，等对方答复')
    assert.ok(await page.getByRole('radio', { name: '微信/消息' }).isChecked())
    const saved = page.waitForResponse(answer => answer.request().method() === 'POST')
    await page.getByRole('button', { name: '保存跟进' }).click()
    const { next_at: next } = await (await saved).json()
    const days = (Date.parse(next) - Date.now()) / 86_400_000
    assert.ok(days > 2 && days < 4, `comes back in ${days} days`)
    await entry(page, '已发报价，等对方答复').waitFor()
    await text.focus()
    await page.keyboard.type('/没打通')
    const list = page.getByRole('listbox', { name: '跟进模板' })
    await list.getByRole('option', { name: /未接通/ }).waitFor()
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Enter')
    assert.equal(await text.inputValue(), '电话没打通，换个时间再打')
    assert.ok(await page.getByRole('radio', { name: '电话' }).isChecked())
    await text.fill('寄了样品，等试用结果')
    await page.getByRole('button', { name: '存为我的模板' }).click()
    const dialog = page.getByRole('dialog', { name: '我的跟进模板' })
    await dialog.getByLabel('模板名称').first().fill('寄样品')
    await dialog.getByLabel('下次跟进').first().fill('5')
    await assertAccessibleInBothThemes(page)
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await text.fill('、')
    await list.getByRole('option').first().getByText('寄样品').waitFor()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    assert.equal(await text.inputValue(), '、')
  })
})

test('two versions are compared, and the earlier one is restored', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴版本科技' })
  const edit = (rev: number, values: Record<string, string>) =>
    at.admin.ask('PATCH', `/forms/lead/records/${lead.id}`, { values }, { 'if-match': `"${rev}"` })
  await edit(1, { company: '嘉兴版本科技有限公司', position: '厂长' })
  await edit(2, { position: '总经理' })
  await onPage(at.browser, { name: 'compare', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('button', { name: '比较版本' }).click()
    const dialog = page.getByRole('dialog', { name: '比较版本' })
    await pick(page, dialog.getByRole('combobox', { name: '从' }), /^第 1 版/)
    await dialog.getByText('嘉兴版本科技有限公司').first().waitFor()
    assert.equal(await dialog.getByText('厂长').count(), 0, 'what came and went is no difference')
    await assertAccessibleInBothThemes(page)
    await dialog.getByRole('button', { name: '恢复到第 1 版' }).click()
    await eventually(async () => {
      const { values } = await at.admin.record('lead', lead.id)
      assert.deepEqual([values.company, values.position ?? null], ['嘉兴版本科技', null])
    })
    await entry(page, /恢复到 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 的样子/).waitFor()
    await page.goto('/changes')
    await entry(page, '恢复到旧版本').filter({ hasText: '嘉兴版本科技' }).waitFor()
  })
})

test('one’s own follow-up is put right where it stands, and its moment said', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴改正' })
  await onPage(at.browser, { name: 'put-right', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByLabel('跟进内容').fill('上午打国电话')
    await page.getByRole('button', { name: '时间：现在' }).click()
    const when = page.getByRole('dialog', { name: '发生时间' }).getByRole('textbox', { name: '发生时间' })
    await when.fill('2026-01-05 09:30')
    await when.press('Enter')
    await page.getByRole('button', { name: /发生于/ }).waitFor()
    await page.getByRole('button', { name: '保存跟进' }).click()
    await entry(page, '上午打国电话').hover()
    await entry(page, '上午打国电话').getByRole('button', { name: '编辑跟进' }).click()
    const own = page.getByRole('list').getByRole('textbox', { name: '跟进内容' })
    await own.fill('上午打过电话')
    await assertAccessibleInBothThemes(page)
    await own.press('ControlOrMeta+Enter')
    await page.getByText('跟进已修改').waitFor()
    await entry(page, '上午打过电话').waitFor()
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await entry(page, '上午打国电话').waitFor()
  })
  const { items } = await at.admin.ask('GET', `/forms/lead/records/${lead.id}/activities`)
  assert.match(items[0].at, /^2026-01-05T/)
})
