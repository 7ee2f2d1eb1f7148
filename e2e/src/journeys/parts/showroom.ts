// A workspace with something of everything on it, for pictures.

import assert from 'node:assert/strict'
import type { Client, Saved } from '../../harness/client.ts'
import { eventually } from '../../harness/eventually.ts'
import { leads } from './leads.ts'

const DAY = 24 * 3600_000
const days = (n: number) => new Date(Date.now() + n * DAY).toISOString()

export interface Showroom {
  /** A lead with follow-ups, changes and a stage. */
  lead: string
  /** An opportunity that is open. */
  deal: string
  /** An import whose columns wait for a decision, and one that has ended. */
  imported: string
  done: string
  member: Client
}

const TEXT = '客户名称\t所在地区\t行业\t负责人\n安吉竹木\t湖州\t制造\t李强\n德清电子\t湖州\t软件\t离职员工\n'
const DEALS = ['恒通年框', '海晟二期', '永信改造', '瑞丰备件', '华腾产线', '金桥试用', '东升扩容']

/** Fills a fresh workspace; what the pictures need by id is the answer. */
export async function furnish(admin: Client): Promise<Showroom> {
  const sales = await admin.department('销售部')
  for (const name of ['销售一部', '大客户部'])
    await admin.ask('POST', '/departments', { name, parent: sales })
  const member = await admin.seat({ name: '李强', phone: '13900000000', department: sales })
  for (const [n, name] of ['王芳', '欧阳思远'].entries()) await admin.seat({ name, phone: `1390000001${n}` })
  const lead = await withHistory(admin)
  await admin.createMany(
    'lead',
    leads(6).map((values, n) => ({ ...values, company: `公海线索${n + 1}`, owner: null })),
  )
  const deals = []
  for (const [n, name] of DEALS.entries())
    deals.push(
      await admin.create('opportunity', {
        name,
        amount: String(12_000 * (n + 1)),
        expected_close: days(n * 3 - 6).slice(0, 10),
      }),
    )
  const imported = (await admin.ask('POST', '/imports', { text: TEXT })).id
  await admin.ask('PATCH', `/imports/${imported}`, { target: { form: 'customer', new_form: null } })
  await admin.ask('POST', '/forms/lead/feedback', {
    text: '来源里少了“老客户转介绍”，每次都要选其他。',
    page: '/f/lead',
  })
  await admin.ask('POST', '/api-keys', { name: '官网表单' })
  return { lead, deal: deals[0]?.id ?? '', imported, done: await brought(admin), member }
}

/** Leads, a dozen of them followed up, one further on than the others, three thrown away. */
async function withHistory(admin: Client): Promise<string> {
  await admin.createMany('lead', leads(60))
  const { items } = (await admin.ask('POST', '/forms/lead/records/query', {
    fields: ['company'],
    sort: [{ field: 'created_at', descending: true }],
    size: 15,
  })) as { items: Saved[] }
  for (const [n, { id }] of items.slice(0, 12).entries())
    await admin.ask('POST', `/forms/lead/records/${id}/activities`, {
      kind: ['call', 'visit', 'message', 'note'][n % 4],
      text: '对方在比较三家供应商，月底前定。\n需要样品和报价单。',
      at: days(-n),
      next_at: days(n - 4),
    })
  for (const { id, rev } of items.slice(12))
    await admin.ask('DELETE', `/forms/lead/records/${id}`, undefined, { 'if-match': `"${rev}"` })
  const first = items[0]?.id ?? ''
  await admin.update('lead', await admin.record('lead', first), {
    amount: '128000',
    status: 'qualified',
    need: '年度框架采购，分批交付。',
  })
  return first
}

async function brought(admin: Client): Promise<string> {
  const text = '客户名称\t所在地区\t行业\n桐乡羊绒\t嘉兴\t制造\n义乌饰品\t金华\t贸易\n'
  const { id } = await admin.ask('POST', '/imports?form=customer', { text })
  await admin.ask('POST', `/imports/${id}/run`)
  await eventually(async () => {
    const { items } = await admin.ask('GET', '/imports')
    assert.equal(items.find((one: { id: string }) => one.id === id)?.job?.state, 'done')
  })
  return id
}
