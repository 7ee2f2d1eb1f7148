// One record through its life: made, followed up, changed, converted, deleted, brought back.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'
import { Grid } from './parts/grid.ts'
import { change, entry, fromMenu, peek, value } from './parts/record.ts'
import { pick } from './parts/select.ts'

const at = stage()

test('what the server refuses is told at its field, and what was typed stays', async () => {
  await onPage(
    at.browser,
    { name: 'create', ...at.admin.signedIn(), expectedErrors: [/status of 422/] },
    async page => {
      await page.goto('/f/lead?new=true')
      const dialog = page.getByRole('dialog', { name: '新建线索' })
      await dialog.getByRole('button', { name: '保存', exact: true }).click()
      await dialog.getByRole('alert').waitFor()
      await dialog.getByLabel('公司名称').fill('司'.repeat(201))
      await dialog.getByLabel('手机', { exact: true }).fill('138 0000 1111')
      await dialog.getByRole('button', { name: '保存', exact: true }).click()
      await eventually(async () =>
        assert.equal(await dialog.getByLabel('公司名称').getAttribute('aria-invalid'), 'true'),
      )
      await assertAccessibleInBothThemes(page, '[role=dialog]')
      await dialog.getByLabel('公司名称').fill('绍兴越通建材有限公司')
      await dialog.getByRole('button', { name: '保存', exact: true }).click()
      await page.getByText('线索已创建').waitFor()
      await peek(page).getByText('138 0000 1111').waitFor()
    },
  )
})

test('a new lead is not asked what it became, but who is responsible', async () => {
  await onPage(at.browser, { name: 'create-asks', ...at.admin.signedIn() }, async page => {
    const colleague = await at.admin.seat({ name: '赵敏行', login: 'zhaominxing' })
    await page.goto('/f/lead?new=true')
    const dialog = page.getByRole('dialog', { name: '新建线索' })
    const owner = dialog.getByRole('combobox', { name: '负责人' })
    await owner.waitFor()
    await dialog.getByText('周敏').last().waitFor()
    assert.equal(await dialog.getByText('转化客户').count(), 0)
    assert.equal(await dialog.getByText('转化结果').count(), 0)
    await dialog.getByLabel('公司名称').fill('丽水交接纸业')
    await pick(page, owner, '赵敏行', '赵敏')
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('线索已创建').waitFor()
    const filter = { field: 'company', op: 'eq', value: '丽水交接纸业' }
    const found = await at.admin.ask('POST', '/forms/lead/records/query', {
      fields: ['owner'],
      size: 1,
      filter,
    })
    assert.equal(found.items[0].values.owner, colleague.me.id)
  })
})

test('while a phone is typed, the record that has it is told with who looks after it', async () => {
  const colleague = await at.admin.seat({ name: '李强', login: 'liqiang' })
  await colleague.create('lead', { company: '金华东升食品厂', phone: '13700004444' })
  await onPage(at.browser, { name: 'similar', ...at.admin.signedIn() }, async page => {
    await page.goto('/f/lead?new=true')
    const dialog = page.getByRole('dialog', { name: '新建线索' })
    await dialog.getByLabel('手机', { exact: true }).fill('137 0000 4444')
    const hint = dialog.getByRole('status')
    await hint.getByRole('link', { name: '金华东升食品厂' }).waitFor()
    assert.match((await hint.textContent()) ?? '', /电话相同.*已由 李强 负责/)
  })
})

test('a follow-up with its next date stands in the timeline, and the day before it is due at home', async () => {
  const lead = await at.admin.create('lead', { company: '湖州天泽环保' })
  await onPage(at.browser, { name: 'follow-up', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByLabel('跟进内容').fill('下周要报价，找采购张工')
    await page.getByRole('radio', { name: '拜访' }).click()
    await page.getByRole('button', { name: '下次跟进' }).click()
    await page.getByRole('dialog', { name: '下次跟进' }).getByRole('button', { name: /^明天/ }).click()
    await page.getByRole('button', { name: '保存跟进' }).click()
    const visit = entry(page, '下周要报价，找采购张工')
    await visit.getByText('上门拜访').waitFor()
    await page.getByRole('button', { name: '系统信息' }).click()
    await page
      .getByText(/^明天 /)
      .first()
      .waitFor()
    await assertAccessibleInBothThemes(page)
    await page.goto('/')
    await page.getByRole('link', { name: /湖州天泽环保/ }).waitFor()
  })
  const { values } = await at.admin.record('lead', lead.id)
  assert.equal(values.company, '湖州天泽环保')
})

test('a next date that is typed goes with the follow-up, by one press', async () => {
  const lead = await at.admin.create('lead', { company: '嘉兴海宁皮革' })
  await onPage(at.browser, { name: 'next-typed', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByLabel('跟进内容').fill('年后再谈')
    await page.getByRole('button', { name: '下次跟进' }).click()
    await page.getByRole('dialog', { name: '下次跟进' }).getByRole('textbox').click()
    await page.keyboard.type('2027-03-01 10:00')
    await page.getByRole('button', { name: '保存跟进' }).click()
    await entry(page, '年后再谈').getByText('下次跟进 2027-03-01 10:00').waitFor()
  })
})

test('a change stands in the timeline with both values, and the older one is brought back', async () => {
  const lead = await at.admin.create('lead', { company: '舟山博立船舶', amount: '1000' })
  await onPage(at.browser, { name: 'history', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await change(page, '预计金额', '2500')
    const changed = entry(page, /预计金额¥1,000→¥2,500/)
    await changed.hover()
    await changed.getByRole('button', { name: '恢复预计金额的旧值' }).click()
    await entry(page, /预计金额¥2,500→¥1,000/).waitFor()
    await value(page, '预计金额').getByText('¥1,000').waitFor()
  })
  assert.equal((await at.admin.record('lead', lead.id)).values.amount, '1000.00')
})

test('a file is attached, and comes back byte by byte', async () => {
  const lead = await at.admin.create('lead', { company: '衢州华腾化工' })
  const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, n) => n % 251))
  await onPage(at.browser, { name: 'attachment', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
    await page.locator('input[type=file]:not([data-files])').setInputFiles({
      name: '报价单 第2版.bin',
      mimeType: 'application/octet-stream',
      buffer: bytes,
    })
    await page.getByRole('link', { name: '下载 报价单 第2版.bin' }).waitFor()
    await saved
    await page.reload()
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载 报价单 第2版.bin' }).click()
    const download = await coming
    assert.equal(download.suggestedFilename(), '报价单 第2版.bin')
    const pieces: Buffer[] = []
    for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer)
    assert.ok(Buffer.concat(pieces).equals(bytes))
  })
})

test('a record is linked by searching it, and the other side tells of the link', async () => {
  const customer = await at.admin.create('customer', { name: '温州瑞丰电器集团' })
  await at.admin.create('customer', { name: '丽水永信玩具' })
  await onPage(at.browser, { name: 'link', ...at.admin.signedIn() }, async page => {
    await page.goto('/f/contact?new=true')
    const dialog = page.getByRole('dialog', { name: '新建联系人' })
    await dialog.getByLabel('姓名').fill('林晓')
    await pick(page, dialog.getByRole('combobox', { name: /客户/ }), '温州瑞丰电器集团', '瑞丰')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await peek(page).getByRole('link', { name: '温州瑞丰电器集团' }).click()
    await page.waitForURL(new RegExp(customer.id))
    await page.getByRole('link', { name: '林晓' }).waitFor()
    await assertAccessibleInBothThemes(page)
  })
})

test('a lead becomes a customer, a contact and an opportunity, and all of them know where they came from', async () => {
  const lead = await at.admin.create('lead', {
    company: '台州明远模具',
    contact_name: '徐磊',
    phone: '13600005555',
    amount: '88000',
  })
  await onPage(at.browser, { name: 'convert', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('button', { name: '转为客户' }).click()
    const dialog = page.getByRole('dialog', { name: '转为客户' })
    await eventually(async () => assert.equal(await dialog.getByRole('listitem').count(), 3))
    await assertAccessibleInBothThemes(page, '[role=dialog]')
    await dialog.getByRole('button', { name: '确定' }).click()
    await page.getByText('转为客户完成').waitFor()
    await page.getByRole('button', { name: '已转化' }).and(page.locator('[aria-current=step]')).waitFor()
    await page
      .getByRole('region', { name: '已转为客户' })
      .getByRole('link', { name: '台州明远模具' })
      .first()
      .click()
    await page.waitForURL(/\/f\/customer\//)
    await page.getByText('来源线索').waitFor()
    await page.getByRole('link', { name: '徐磊' }).waitFor()
  })
  const { values } = await at.admin.record('lead', lead.id)
  assert.ok(values.customer && values.contact && values.opportunity)
})

test('a conversion finds the customer that is already there', async () => {
  const customer = await at.admin.create('customer', { name: '嘉善金桥木业' })
  const lead = await at.admin.create('lead', { company: '嘉善金桥木业' })
  await onPage(at.browser, { name: 'convert-existing', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('button', { name: '转为客户' }).click()
    const dialog = page.getByRole('dialog', { name: '转为客户' })
    await dialog.getByText('使用已有：嘉善金桥木业').waitFor()
    await dialog.getByRole('button', { name: '确定' }).click()
    await page.getByText('转为客户完成').waitFor()
  })
  assert.equal((await at.admin.record('lead', lead.id)).values.customer, customer.id)
})

test('a deleted record comes back by the undo that is offered', async () => {
  const lead = await at.admin.create('lead', { company: '慈溪恒通轴承' })
  await onPage(
    at.browser,
    { name: 'undo-delete', ...at.admin.signedIn(), expectedErrors: [/status of 404/] },
    async page => {
      const grid = await Grid.open(page, `/f/lead?peek=${lead.id}`)
      await fromMenu(page, peek(page).getByRole('button', { name: '更多', exact: true }), '删除')
      await page.getByText('“慈溪恒通轴承”已移到回收站').waitFor()
      await eventually(async () =>
        assert.equal(await page.getByRole('grid').getByText('慈溪恒通轴承').count(), 0),
      )
      await page.getByRole('button', { name: '撤销' }).click()
      await page.getByRole('status').getByText('已撤销').waitFor()
      await page.getByRole('grid').getByText('慈溪恒通轴承').waitFor()
      await grid.settled()
    },
  )
  assert.equal((await at.admin.record('lead', lead.id)).values.company, '慈溪恒通轴承')
})

test('a deleted record is found in the bin and restored from there', async () => {
  const lead = await at.admin.create('lead', { company: '余姚东升塑料' })
  await at.admin.ask('DELETE', `/forms/lead/records/${lead.id}`, undefined, { 'if-match': `"${lead.rev}"` })
  await onPage(at.browser, { name: 'bin', ...at.admin.signedIn() }, async page => {
    await Grid.open(page, '/f/lead')
    await fromMenu(page, page.getByRole('main').getByRole('button', { name: '更多', exact: true }), '回收站')
    await page.getByRole('grid').getByRole('button', { name: '余姚东升塑料' }).click()
    await peek(page)
      .getByText(/移到了回收站/)
      .first()
      .waitFor()
    await assertAccessibleInBothThemes(page)
    await peek(page).getByRole('button', { name: '恢复', exact: true }).click()
    await page.getByText('已恢复').waitFor()
    await page.getByRole('button', { name: '返回列表' }).first().click()
    await page.getByRole('grid').getByText('余姚东升塑料').waitFor()
  })
})
