// The CRM's forms as the mock serves them: shapes of docs/api.md, invented content.
let next = 0
const crockford = n => (n < 32 ? '' : crockford(Math.floor(n / 32))) + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[n % 32]
export const id = prefix => `${prefix}_0${crockford(++next).padStart(25, '0')}`
const label = (zh, en) => ({ 'zh-CN': zh, en })
const options = rows =>
  rows.map(([code, zh, en, hue, extra]) => ({
    id: id('opt'),
    code,
    label: label(zh, en),
    hue,
    archived: false,
    ...extra,
  }))
const field = (code, zh, en, kind, extra = {}) => ({
  id: id('fld'),
  code,
  name: label(zh, en),
  kind,
  required: false,
  unique: false,
  help: {},
  archived: false,
  can: { edit: kind.type !== 'auto_number' },
  ...extra,
})
const can = { read: true, create: true, export: true, import: true, design: true }

const SOURCES = options([
  ['expo', '展会', 'Trade fair', 'blue'],
  ['web', '官网表单', 'Web form', 'teal'],
  ['baidu', '百度推广', 'Baidu ads', 'violet'],
  ['douyin', '抖音投放', 'Douyin ads', 'pink'],
  ['wecom', '企业微信', 'WeCom', 'green'],
  ['call', '电话外呼', 'Cold call', 'slate'],
  ['referral', '转介绍', 'Referral', 'orange'],
])
const INDUSTRIES = options([
  ['machinery', '机械制造', 'Machinery', 'slate'],
  ['electronics', '电子', 'Electronics', 'blue'],
  ['medical', '医疗器械', 'Medical', 'red'],
  ['education', '教育', 'Education', 'violet'],
  ['food', '食品', 'Food', 'lime'],
  ['logistics', '物流', 'Logistics', 'cyan'],
])

export const forms = [
  {
    id: id('frm'),
    code: 'lead',
    name: label('线索', 'Lead'),
    plural: label('线索', 'Leads'),
    icon: 'magnet',
    color: 'blue',
    version: 3,
    position: 1,
    title: 'company',
    can,
    fields: [
      field('company', '公司名称', 'Company', { type: 'text', meaning: 'company' }, { required: true }),
      field('contact', '联系人', 'Contact', { type: 'text', meaning: 'person_name' }),
      field('phone', '手机', 'Phone', { type: 'phone' }, { required: true }),
      field(
        'status',
        '跟进状态',
        'Status',
        {
          type: 'stage',
          options: options([
            ['new', '新线索', 'New', 'slate'],
            ['contacted', '已联系', 'Contacted', 'blue'],
            ['qualified', '已确认', 'Qualified', 'violet'],
            ['quoted', '方案报价', 'Quoted', 'amber'],
            ['converted', '已转客户', 'Converted', 'green', { closed: 'won' }],
            ['lost', '无效', 'Lost', 'red', { closed: 'lost' }],
          ]),
        },
        { default: 'new' },
      ),
      field('amount', '预计金额', 'Expected amount', { type: 'money', decimals: 2, currency: 'CNY' }),
      field('source', '来源', 'Source', { type: 'choice', options: SOURCES }),
      field('interests', '意向产品', 'Interests', {
        type: 'choices',
        options: options([
          ['erp', 'ERP', 'ERP', 'blue'],
          ['mes', 'MES 生产管理', 'MES', 'teal'],
          ['crm', 'CRM', 'CRM', 'violet'],
          ['service', '实施服务', 'Services', 'amber'],
        ]),
      }),
      field('score', '评分', 'Score', { type: 'number', decimals: 0, min: '0', max: '100' }),
      field('industry', '行业', 'Industry', { type: 'choice', options: INDUSTRIES }),
      field('email', '邮箱', 'Email', { type: 'email' }),
      field('website', '网址', 'Website', { type: 'url' }),
      field('expected_on', '预计成交日', 'Expected on', { type: 'date' }),
      field('first_seen', '首次访问', 'First visit', { type: 'date_time' }),
      field('key_account', '重点客户', 'Key account', { type: 'yes_no' }),
      field('presales', '售前支持', 'Presales', { type: 'person' }),
      field('customer', '关联客户', 'Customer', {
        type: 'link',
        form: 'customer',
        many: false,
        back_name: label('来源线索', 'Leads'),
      }),
      field('files', '附件', 'Files', { type: 'attachment' }),
      field(
        'need',
        '需求描述',
        'Need',
        { type: 'long_text' },
        { help: label('客户想解决什么问题', 'What the customer wants to solve') },
      ),
      field('code', '线索编号', 'No.', { type: 'auto_number', prefix: 'XS', digits: 6 }),
    ],
    groups: [
      {
        name: label('基本信息', 'Basics'),
        fields: ['company', 'contact', 'phone', 'email', 'source', 'industry', 'website'],
      },
      {
        name: label('商机信息', 'Opportunity'),
        fields: [
          'status',
          'amount',
          'score',
          'interests',
          'expected_on',
          'key_account',
          'presales',
          'customer',
        ],
      },
      { name: label('其他', 'Other'), fields: ['need', 'files', 'first_seen', 'code'] },
    ],
    views: [],
    actions: [{ code: 'convert', name: label('转为客户', 'Convert'), does: { type: 'convert' } }],
  },
  {
    id: id('frm'),
    code: 'customer',
    name: label('客户', 'Customer'),
    plural: label('客户', 'Customers'),
    icon: 'building',
    color: 'teal',
    version: 2,
    position: 2,
    title: 'name',
    can,
    fields: [
      field(
        'name',
        '客户名称',
        'Name',
        { type: 'text', meaning: 'company' },
        { required: true, unique: true },
      ),
      field('level', '客户级别', 'Level', {
        type: 'choice',
        options: options([
          ['a', 'A 级', 'A', 'red'],
          ['b', 'B 级', 'B', 'amber'],
          ['c', 'C 级', 'C', 'slate'],
        ]),
      }),
      field('industry', '行业', 'Industry', { type: 'choice', options: INDUSTRIES }),
      field('phone', '电话', 'Phone', { type: 'phone' }),
      field('revenue', '年营收', 'Revenue', { type: 'money', decimals: 2, currency: 'CNY' }),
      field('address', '地址', 'Address', { type: 'text' }),
    ],
    groups: [],
    views: [],
    actions: [],
  },
  {
    id: id('frm'),
    code: 'contact',
    name: label('联系人', 'Contact'),
    plural: label('联系人', 'Contacts'),
    icon: 'contact',
    color: 'violet',
    version: 1,
    position: 3,
    title: 'name',
    can,
    fields: [
      field('name', '姓名', 'Name', { type: 'text', meaning: 'person_name' }, { required: true }),
      field('customer', '客户', 'Customer', {
        type: 'link',
        form: 'customer',
        many: false,
        back_name: label('联系人', 'Contacts'),
      }),
      field('phone', '手机', 'Phone', { type: 'phone' }),
      field('email', '邮箱', 'Email', { type: 'email' }),
      field('position', '职务', 'Position', { type: 'text' }),
    ],
    groups: [],
    views: [],
    actions: [],
  },
  {
    id: id('frm'),
    code: 'opportunity',
    name: label('商机', 'Opportunity'),
    plural: label('商机', 'Opportunities'),
    icon: 'handshake',
    color: 'amber',
    version: 1,
    position: 4,
    title: 'name',
    can,
    fields: [
      field('name', '商机名称', 'Name', { type: 'text' }, { required: true }),
      field('customer', '客户', 'Customer', {
        type: 'link',
        form: 'customer',
        many: false,
        back_name: label('商机', 'Opportunities'),
      }),
      field('stage', '销售阶段', 'Stage', {
        type: 'stage',
        options: options([
          ['need', '需求确认', 'Need', 'blue', { probability: 20 }],
          ['proposal', '方案', 'Proposal', 'violet', { probability: 40 }],
          ['quote', '报价', 'Quote', 'amber', { probability: 60 }],
          ['won', '赢单', 'Won', 'green', { closed: 'won', probability: 100 }],
          ['lost', '输单', 'Lost', 'red', { closed: 'lost', probability: 0 }],
        ]),
      }),
      field('amount', '金额', 'Amount', { type: 'money', decimals: 2, currency: 'CNY' }),
      field('close_on', '预计签约', 'Close on', { type: 'date' }),
    ],
    groups: [],
    views: [],
    actions: [],
  },
]

const columns = codes => codes.map(code => (typeof code === 'string' ? { field: code } : code))
const view = (code, zh, en, cols, extra = {}) => ({
  id: id('viw'),
  code,
  name: label(zh, en),
  shared: true,
  kind: 'table',
  columns: columns(cols),
  filter: null,
  sort: [],
  position: 0,
  ...extra,
})
const LEAD = [
  { field: 'company', width: 240 },
  'contact',
  'status',
  'amount',
  'owner',
  'phone',
  'source',
  'last_activity_at',
  'idle_days',
  'next_activity_at',
  'interests',
  'score',
  'industry',
  'expected_on',
  'activity_count',
  'key_account',
  'customer',
  'created_at',
]
export const views = {
  lead: [
    view('all', '全部线索', 'All leads', LEAD, { sort: [{ field: 'created_at', descending: true }] }),
    view('mine', '我负责的', 'Mine', LEAD, {
      filter: { field: 'owner', op: 'eq', value: 'me' },
      sort: [{ field: 'next_activity_at', descending: false }],
    }),
    view('due', '本周待跟进', 'Due this week', LEAD, {
      filter: { field: 'next_activity_at', op: 'within', value: 'this_week' },
    }),
    view('idle', '7 天未跟进', 'Idle for 7 days', LEAD, {
      filter: { field: 'idle_days', op: 'ge', value: 7 },
    }),
    view('pool', '线索池', 'Pool', LEAD, { filter: { field: 'owner', op: 'empty' } }),
  ],
  customer: [
    view('all', '全部客户', 'All customers', [
      'name',
      'level',
      'industry',
      'phone',
      'revenue',
      'owner',
      'last_activity_at',
      'address',
    ]),
  ],
  contact: [
    view('all', '全部联系人', 'All contacts', ['name', 'customer', 'phone', 'email', 'position', 'owner']),
  ],
  opportunity: [view('all', '全部商机', 'All', ['name', 'customer', 'stage', 'amount', 'close_on', 'owner'])],
}
