// Imports and jobs in the mock: delimited text is read for good, any other file stands for a small table of leads.
import { forms, id } from './forms.mjs'
import * as records from './records.mjs'
import { me, people } from './store.mjs'

const { Refusal } = records
const refuse = (status, code, extra) => {
  throw new Refusal(status, code, extra)
}
const imports = new Map()
const jobs = new Map()
const SAMPLE = [
  ['公司名称', '联系人', '手机', '来源', '状态', '负责人', '跟进记录'],
  ['金石软件有限公司', '王伟', '13800000001', '展会', '已成交', '林一诺', '3.5未接；3.8加微信'],
  ['启航教育', '李芳', '13800000002', '朋友推荐', '新线索', '王离职', ''],
  ['瑞丰物流', '张敏', '123', '官网表单', '跟进中', '林一诺', '4.1拜访'],
  ['金石软件有限公司', '王伟', '13800000001', '展会', '已联系', '周子墨', ''],
]

function tableOf(text) {
  const cut = text.includes('\t') ? '\t' : ','
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(line => line.trim())
    .map(line => line.split(cut).map(cell => cell.replace(/^"|"$/g, '').trim()))
}
function columnsOf(one) {
  const [header, rows] = one.header_row
    ? [one.table[one.header_row - 1], one.table.slice(one.header_row)]
    : [one.table[0].map((_, i) => `列 ${i + 1}`), one.table]
  one.data = rows
  return header.map((name, index) => {
    const cells = rows.map(row => row[index] ?? '')
    const texts = [...new Set(cells.filter(Boolean))]
    return {
      index,
      header: name,
      sample: texts.slice(0, 8),
      blank: cells.filter(cell => !cell).length,
      distinct: texts.length,
      empty_words: texts.filter(text => ['-', '无', '/'].includes(text)),
      decided: {},
    }
  })
}
const label = field => [...Object.values(field.name), field.code]
function propose(one) {
  const form = forms.find(f => f.code === one.target.form)
  for (const column of one.columns) {
    const field = form?.fields.find(f => label(f).some(name => name && column.header.includes(name.replace(/名称$/, ''))))
    if (/负责人|销售/.test(column.header)) aim(column, { system: 'owner' }, 'header', { header: column.header })
    else if (/跟进/.test(column.header)) aim(column, { activities: true }, 'dated_notes')
    else if (field) aim(column, { field: field.code }, 'same_name', { field: field.code })
    else
      aim(column, {
        new_field: { id: id('fld'), code: `column_${column.index + 1}`, name: { 'zh-CN': column.header }, kind: { type: 'text' } },
      }, 'plain_text')
  }
}
function aim(column, to, code = 'chosen', params = {}) {
  Object.assign(column, { to, reason: { code, params }, decided: {} })
}
const words = (one, column) => {
  const counts = new Map()
  for (const row of one.data) {
    const text = row[column.index]
    if (text && !column.empty_words.includes(text)) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([from, count]) => ({ from, count }))
}
const fieldOf = (one, column) =>
  forms.find(f => f.code === one.target.form)?.fields.find(f => f.code === column.to?.field)
function optionOf(field, text) {
  return field.kind.options.find(o => Object.values(o.label).includes(text))?.code ?? null
}
function columnView(one, column) {
  const { decided, ...view } = column
  const field = fieldOf(one, column)
  const ruled = word => decided[word.from]
  if (field?.kind.options)
    view.values = words(one, column).map(word => ({ ...word, to: ruled(word) ?? optionOf(field, word.from) }))
  if (column.to?.system === 'owner' || field?.kind.type === 'person')
    view.people = {
      unmatched: words(one, column)
        .filter(word => !people.some(p => p.name === word.from))
        .map(word => ({ ...word, near: people.slice(0, 2).map(p => ({ id: p.id, title: p.name })), to: ruled(word) ?? null })),
      found: [],
    }
  return view
}
function rowsOf(one) {
  const seen = new Map()
  const views = one.columns.map(column => columnView(one, column))
  return one.data.map((cells, n) => {
    const row = n + 1 + (one.header_row ?? 0)
    const problems = []
    for (const view of views) {
      const text = cells[view.index] ?? ''
      const field = fieldOf(one, view)
      const open = [...(view.values ?? []), ...(view.people?.unmatched ?? [])].find(w => w.from === text && w.to === null)
      if (open) problems.push({ row, column: view.index, code: field ? 'unknown_option' : 'unknown_person', params: { text } })
      if (field?.kind.type === 'phone' && text && text.replace(/\D/g, '').length < 7)
        problems.push({ row, column: view.index, code: 'not_a_phone', params: { text } })
      if (field?.required && !text) problems.push({ row, column: view.index, code: 'required', params: {} })
    }
    const key = cells.find(cell => /^1\d{10}$/.test(cell))
    const first = key && seen.get(key)
    if (key && !first) seen.set(key, row)
    const rule = one.row_rules[row] ?? one.duplicates
    const outcome = problems.length ? 'refuse' : first && rule === 'skip' ? 'skip' : first && rule === 'update' ? 'update' : 'create'
    const display = Object.fromEntries(
      views.map(v => [v.to?.field ?? v.to?.new_field?.code ?? v.to?.system ?? '', cells[v.index] ?? '']),
    )
    return {
      row,
      outcome,
      cells,
      values: {},
      display,
      problems,
      duplicate: first ? { by: 'phone', row: first, record: null } : null,
    }
  })
}
function view(one) {
  const rows = rowsOf(one)
  const count = outcome => rows.filter(row => row.outcome === outcome).length
  const { table, data, ...shown } = one
  return {
    ...shown,
    rows: data.length,
    columns: one.columns.map(column => columnView(one, column)),
    problems: {
      checked: rows.length,
      complete: true,
      errors: count('refuse'),
      warnings: 0,
      general: [],
      sample: rows.flatMap(row => row.problems).slice(0, 20),
    },
    duplicates_found: { in_file: rows.filter(row => row.duplicate).length, in_store: 0 },
    outcome: { create: count('create'), update: count('update'), skip: count('skip'), left_out: 0 },
  }
}
const find = key => imports.get(key) ?? refuse(404, 'not_found')
function start({ raw, query, type, body }) {
  const name = query.get('name') ?? ''
  const unreadable = reason =>
    refuse(400, 'malformed', { errors: [{ code: 'malformed', field: 'file', params: { reason, kind: 'pdf' } }] })
  if (raw.subarray(0, 4).toString() === '%PDF') unreadable('not_a_table')
  if (raw.length === 0) unreadable('empty_file')
  const said = name.match(/encrypted|truncated|damaged|bomb|no_data/)?.[0]
  if (said) unreadable(said)
  const text = name ? raw.toString('utf8') : body.text
  const one = {
    id: id('imp'),
    file: { name, format: /\.xls/.test(name) ? 'xlsx' : 'text', encoding: /\.xls/.test(name) ? null : 'utf8', size: raw.length },
    sheets: [
      { name: 'Sheet1', rows: 5, hidden: false, proposed: true },
      ...(/\.xls/.test(name) ? [{ name: '历史线索', rows: 5, hidden: true, proposed: false }] : []),
    ],
    sheet: 0,
    header_row: 1,
    warnings: /\.xls/.test(name) ? [{ code: 'hidden_sheets', count: 1 }, { code: 'merged_rows', count: 3 }] : [],
    target: { form: 'lead', new_form: null },
    mode: 'new',
    key: [],
    duplicates: 'skip',
    row_rules: {},
    table: /\.xls|\.ods/.test(name) || !/[,\t]/.test(text) ? SAMPLE : tableOf(text),
    state: 'draft',
    job: null,
  }
  one.columns = columnsOf(one)
  propose(one)
  imports.set(one.id, one)
  return { $status: 201, ...view(one) }
}
function patch(one, body) {
  for (const name of ['mode', 'key', 'duplicates', 'sheet']) if (body[name] !== undefined) one[name] = body[name]
  Object.assign(one.row_rules, body.row_rules)
  if (body.header_row !== undefined) {
    one.header_row = body.header_row || null
    one.columns = columnsOf(one)
    propose(one)
  }
  if (body.target) {
    one.target = { form: body.target.form ?? null, new_form: body.target.new_form ?? null }
    propose(one)
  }
  for (const change of body.columns ?? []) {
    const column = one.columns.find(c => c.index === change.index)
    if ('to' in change) aim(column, change.to)
    if (change.empty_words) column.empty_words = change.empty_words
    const decided = [...(change.values ?? []), ...(change.link?.unmatched ?? []), ...(change.people?.unmatched ?? [])]
    for (const word of decided) column.decided[word.from] = word.to
  }
  return view(one)
}
/** Jobs go on by the clock: some rows a second. */
function jobView(job) {
  if (job.state === 'running') {
    job.done = Math.min(job.total, job.done + Math.ceil(((Date.now() - job.at) / 1000) * 40))
    job.at = Date.now()
    if (job.done >= job.total) job.finish()
  }
  const { at, finish, ...shown } = job
  return shown
}
function begin(kind, total, finish) {
  const job = {
    id: id('job'),
    kind,
    state: 'running',
    done: 0,
    total,
    created_at: new Date().toISOString(),
    by: { id: me.id, name: me.name },
    result: null,
    at: Date.now(),
  }
  job.finish = () => {
    job.state = 'done'
    finish(job)
  }
  jobs.set(job.id, job)
  return job
}
const job = key => jobs.get(key) ?? refuse(404, 'not_found')

export const importRoutes = {
  'POST /imports': start,
  'GET /imports/:id': ({ params }) => view(find(params.id)),
  'PATCH /imports/:id': ({ params, body }) => patch(find(params.id), body),
  'DELETE /imports/:id': ({ params }) => void imports.delete(params.id),
  'GET /imports/:id/rows': ({ params, query }) => {
    const at = Number(query.get('at') ?? 0)
    const told = row => row.problems.length > 0 || row.duplicate
    const rows = rowsOf(find(params.id)).filter(row => query.get('problems') !== 'true' || told(row))
    return { items: rows.slice(at, at + 100), next: at + 100 < rows.length ? at + 100 : null }
  },
  'POST /imports/:id/run': ({ params }) => {
    const one = find(params.id)
    const { outcome, problems, rows } = view(one)
    const made = begin('import', rows, job => {
      one.state = 'done'
      job.result = {
        rows,
        created: outcome.create,
        updated: outcome.update,
        unchanged: 0,
        skipped: outcome.skip,
        failed: problems.errors,
        left_out: 0,
        import: one.id,
      }
    })
    Object.assign(one, { state: 'running', job: made.id })
    return jobView(made)
  },
  'GET /imports/:id/checkup': () => ({
    items: [
      { code: 'all', count: 198, amount: '860000', amount_field: 'amount', params: {}, filter: null },
      { code: 'idle', count: 110, amount: null, amount_field: null, params: { days: 30 }, filter: { field: 'idle_days', op: 'ge', value: 30 } },
      { code: 'no_owner', count: 12, amount: null, amount_field: null, params: {}, filter: { field: 'owner', op: 'empty' } },
    ],
  }),
  'GET /jobs': () => ({ items: [...jobs.values()].reverse().map(jobView) }),
  'GET /jobs/:id': ({ params }) => jobView(job(params.id)),
  'POST /jobs/:id/cancel': ({ params }) => jobView(Object.assign(job(params.id), { state: 'cancelled' })),
  'POST /jobs/:id/resume': ({ params }) => jobView(Object.assign(job(params.id), { state: 'running', at: Date.now() })),
  'POST /jobs/:id/undo': ({ params, body }) => {
    const target = job(params.id)
    if (body.preview) return { records: target.result?.created ?? target.done, count: 0, changed_since: [] }
    return jobView(
      begin('undo', target.done, () => {
        for (const one of imports.values()) if (one.job === target.id) one.state = 'undone'
      }),
    )
  },
}
