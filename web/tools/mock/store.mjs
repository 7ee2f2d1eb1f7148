// Records in memory and the query over them. Small and slow on purpose: it only has to follow the contract.
import { forms, id } from './forms.mjs'

const seeded = seed => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296
  return seed / 4294967296
}
const random = seeded(7)
const pick = list => list[Math.floor(random() * list.length)]
const DAY = 86_400_000

export const departments = [
  { id: id('dep'), name: '总部', parent: null },
  { id: id('dep'), name: '华东大区', parent: null },
  { id: id('dep'), name: '华南大区', parent: null },
]
departments[1].parent = departments[0].id
departments[2].parent = departments[0].id
export const roles = [
  { code: 'administrator', name: { 'zh-CN': '管理员', en: 'Administrator' } },
  { code: 'manager', name: { 'zh-CN': '销售主管', en: 'Sales manager' } },
  { code: 'sales', name: { 'zh-CN': '销售', en: 'Sales' } },
]
export const people = [
  '陈思远',
  '林一诺',
  '周子墨',
  '许知行',
  '何清扬',
  '沈念',
  '顾北辰',
  '唐可',
  '李强',
].map((name, i) => ({
  id: id('usr'),
  name,
  login: i === 0 ? 'admin' : `user${i}`,
  phone: `1380000${String(1000 + i)}`,
  department: departments[i % 3].id,
  role: i === 0 ? 'administrator' : i < 3 ? 'manager' : 'sales',
  state: i === 7 ? 'invited' : 'active',
}))
export const me = {
  ...people[0],
  language: 'zh-CN',
  theme: null,
  density: 'normal',
  permissions: { administer: true, build: true },
  workspace: { name: '恒通智造集团', currency: 'CNY' },
}

export const tables = Object.fromEntries(forms.map(form => [form.code, new Map()]))
export const activities = new Map()
export const history = new Map()
export const state = { seq: 1000, number: 0 }

const A = [
  '金石',
  '启航',
  '华润',
  '瑞丰',
  '安信',
  '海纳',
  '云帆',
  '博雅',
  '腾飞',
  '远景',
  '明德',
  '国信',
  '中科',
  '东方',
  '恒泰',
  '星河',
  '天成',
  '同创',
]
const B = ['软件', '教育', '科技', '医疗器械', '新能源', '智能制造', '食品', '电子', '物流', '建材']
const S = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'
const G = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '秀英',
  '雪梅',
  '建国',
  '志强',
  '文博',
  '思琪',
]

export const find = code => forms.find(form => form.code === code)
const base = (created, owner) => ({
  rev: 1,
  seq: ++state.seq,
  values: {},
  deleted_at: null,
  system: {
    created_at: new Date(created).toISOString(),
    created_by: people[0].id,
    updated_at: new Date(created).toISOString(),
    updated_by: people[0].id,
    owner,
    department: people.find(p => p.id === owner)?.department ?? null,
    last_activity_at: null,
    activity_count: 0,
    next_activity_at: null,
  },
})

export function seed(leads) {
  const now = Date.now()
  const codes = Object.fromEntries(
    find('lead')
      .fields.filter(f => f.kind.options)
      .map(f => [f.code, f.kind.options.map(o => o.code)]),
  )
  const customers = []
  for (let i = 0; i < 400; i += 1) {
    const row = { id: id('rec'), ...base(now - random() * 300 * DAY, pick(people).id) }
    row.values = {
      name: `${pick(A)}${pick(B)}${['', '（上海）', '（深圳）'][i % 3]}有限公司${i > 200 ? i : ''}`,
      level: pick(['a', 'b', 'c']),
      industry: pick(codes.industry),
      phone: `021-5${Math.floor(1e6 + random() * 9e6)}`,
      revenue: String(Math.floor(random() * 9e7)),
      address: '浦东新区张江路 88 号',
    }
    tables.customer.set(row.id, row)
    customers.push(row.id)
  }
  for (let i = 0; i < leads; i += 1) {
    const created = now - random() * 240 * DAY
    const owner = random() < 0.12 ? null : pick(people).id
    const row = { id: id('rec'), ...base(created, owner) }
    const count = Math.floor(random() * 6)
    if (count) {
      row.system.activity_count = count
      row.system.last_activity_at = new Date(now - random() * 40 * DAY).toISOString()
    }
    if (random() < 0.5) row.system.next_activity_at = new Date(now + (random() * 24 - 6) * DAY).toISOString()
    row.values = {
      company: `${pick(A)}${pick(B)}${random() < 0.3 ? '股份' : ''}有限公司`,
      contact: pick([...S]) + pick(G),
      phone: `+861${pick(['38', '39', '86', '50', '77'])}${Math.floor(1e7 + random() * 9e7)}`,
      status: pick(codes.status),
      amount: random() < 0.1 ? null : String(Math.floor(random() * 500) * 1000),
      source: pick(codes.source),
      interests: codes.interests.filter(() => random() < 0.35),
      score: String(Math.floor(random() * 100)),
      industry: pick(codes.industry),
      email: random() < 0.5 ? `sales${i}@example.com` : null,
      website: null,
      expected_on: new Date(now + random() * 90 * DAY).toISOString().slice(0, 10),
      first_seen: new Date(created).toISOString(),
      key_account: random() < 0.2,
      presales: random() < 0.3 ? pick(people).id : null,
      customer: random() < 0.15 ? pick(customers) : null,
      files: [],
      need: random() < 0.4 ? '希望替换现有系统，重点看排产和库存，预算已批。' : null,
      code: `XS${String(++state.number).padStart(6, '0')}`,
    }
    tables.lead.set(row.id, row)
  }
  for (let i = 0; i < 900; i += 1) {
    const row = { id: id('rec'), ...base(now - random() * 200 * DAY, pick(people).id) }
    row.values = {
      name: pick([...S]) + pick(G),
      customer: pick(customers),
      phone: `+86139${Math.floor(1e7 + random() * 9e7)}`,
      email: `c${i}@example.com`,
      position: pick(['采购经理', '总经理', 'IT 主管']),
    }
    tables.contact.set(row.id, row)
    const deal = { id: id('rec'), ...base(now - random() * 200 * DAY, pick(people).id) }
    deal.values = {
      name: `${pick(B)}项目 ${i + 1} 期`,
      customer: pick(customers),
      stage: pick(['need', 'proposal', 'quote', 'won', 'lost']),
      amount: String(Math.floor(random() * 900) * 1000),
      close_on: new Date(now + random() * 60 * DAY).toISOString().slice(0, 10),
    }
    tables.opportunity.set(deal.id, deal)
  }
}

export const titleOf = (code, row) => String(row?.values[find(code).title] ?? '')

export function read(row, code) {
  if (code === 'id' || code === 'rev') return row[code]
  if (code === 'deleted_at') return row.deleted_at
  if (code === 'idle_days')
    return Math.floor((Date.now() - Date.parse(row.system.last_activity_at ?? row.system.created_at)) / DAY)
  return code in row.system ? row.system[code] : row.values[code]
}

export function shown(form, code, value) {
  if (value === null || value === undefined || value === '') return null
  if (['owner', 'created_by', 'updated_by'].includes(code))
    return people.find(p => p.id === value)?.name ?? null
  if (code === 'department') return departments.find(d => d.id === value)?.name ?? null
  const field = form.fields.find(f => f.code === code)
  const kind = field?.kind
  const word = v => kind.options.find(o => o.code === v)?.label['zh-CN'] ?? v
  switch (kind?.type) {
    case 'choice':
    case 'stage':
      return word(value)
    case 'choices':
      return value.map(word).join('、')
    case 'person':
      return people.find(p => p.id === value)?.name ?? null
    case 'link':
      return titleOf(kind.form, tables[kind.form].get(value))
    case 'attachment':
      return value.map(f => f.name).join('、')
    case 'phone':
      return String(value).replace(/^\+86(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
    default:
      return String(value)
  }
}
