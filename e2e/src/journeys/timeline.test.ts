// What people write on a record, and who hears of it.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { entry } from './parts/record.ts'

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
    await page.getByText('有人在“嘉兴提及科技”里提到你').click()
    await page.waitForURL(new RegExp(lead.id))
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
