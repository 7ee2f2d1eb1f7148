// Commands on records: create, patch with merge or conflict, bin, restore, batch, undo.

import { matches, ordered } from './filter.mjs'
import { id } from './forms.mjs'
import { activities, find, history, people, read, shown, state, tables, titleOf } from './store.mjs'

export class Refusal extends Error {
  constructor(status, code, extra = {}) {
    super(code)
    this.body = {
      type: 'about:blank',
      status,
      code,
      title: code,
      request: `req_${Date.now().toString(36)}`,
      ...extra,
    }
  }
}
export const bus = new Set()
export const tell = (type, data) => {
  for (const send of bus) send(type, data)
}
const batches = new Map()

export const form = code => find(code) ?? refuse(404, 'not_found')
const refuse = (status, code, extra) => {
  throw new Refusal(status, code, extra)
}
export const row = (code, record) => tables[form(code).code].get(record) ?? refuse(404, 'not_found')

export function output(code, r, fields) {
  const f = form(code)
  const wanted = fields ?? [...f.fields.map(x => x.code), 'owner']
  const values = {}
  const display = {}
  for (const c of wanted) {
    values[c] = read(r, c) ?? null
    display[c] = shown(f, c, values[c])
  }
  return { id: r.id, rev: r.rev, seq: r.seq, values, display }
}
export function full(code, r) {
  const system = { ...r.system, deleted_at: r.deleted_at, idle_days: read(r, 'idle_days') }
  const out = output(code, r)
  for (const c of Object.keys(system)) out.display[c] = shown(form(code), c, system[c])
  return { ...out, can: { edit: true, delete: true }, system }
}

function check(code, values, whole) {
  const f = form(code)
  const errors = []
  for (const c of Object.keys(values)) {
    if (!f.fields.some(x => x.code === c) && !['owner', 'next_activity_at'].includes(c))
      errors.push({ code: 'unknown_field', field: c, params: {} })
  }
  for (const x of f.fields) {
    const v = values[x.code]
    const blank = v === null || v === '' || v === undefined
    if (x.required && (x.code in values ? blank : whole))
      errors.push({ code: 'required', field: x.code, params: {} })
    if (!blank && ['number', 'money'].includes(x.kind.type) && !/^-?\d+(\.\d+)?$/.test(String(v)))
      errors.push({ code: 'not_a_number', field: x.code, params: {} })
    if (!blank && x.kind.type === 'email' && !/^\S+@\S+\.\S+$/.test(v))
      errors.push({ code: 'not_an_email', field: x.code, params: {} })
    if (!blank && x.kind.type === 'phone' && !/^[+\d][\d\s-]{4,}$/.test(v))
      errors.push({ code: 'not_a_phone', field: x.code, params: {} })
  }
  if (errors.length) refuse(422, 'invalid', { errors })
}
const normal = v =>
  typeof v === 'string' && /^1\d{10}$/.test(v.replace(/[\s-]/g, '')) ? `+86${v.replace(/[\s-]/g, '')}` : v

function write(code, r, values, actor, kind = 'updated', origin = 'person') {
  const f = form(code)
  const fields = []
  for (const [c, v] of Object.entries(values)) {
    const value = f.fields.find(x => x.code === c)?.kind.type === 'phone' ? normal(v) : v
    const before = read(r, c) ?? null
    if (JSON.stringify(before) === JSON.stringify(value)) continue
    fields.push({
      field: c,
      before,
      after: value,
      display_before: shown(f, c, before),
      display_after: shown(f, c, value),
    })
    if (c in r.system) r.system[c] = value
    else r.values[c] = value
  }
  if (kind === 'updated' && fields.length === 0) return r
  if (kind === 'updated') r.rev += 1
  r.seq = ++state.seq
  r.system.updated_at = new Date().toISOString()
  r.system.updated_by = actor.id
  const item = {
    seq: r.seq,
    at: r.system.updated_at,
    actor: { id: actor.id, name: actor.name },
    origin,
    kind,
    fields,
  }
  history.set(r.id, [item, ...(history.get(r.id) ?? [])])
  tell('change', { form: code, record: r.id, seq: r.seq })
  return r
}

export function create(code, body, actor) {
  check(code, body.values, true)
  const r = {
    id: body.id ?? id('rec'),
    rev: 1,
    seq: 0,
    values: {},
    deleted_at: null,
    system: {
      created_at: new Date().toISOString(),
      created_by: actor.id,
      owner: actor.id,
      department: null,
      last_activity_at: null,
      activity_count: 0,
      next_activity_at: null,
    },
  }
  for (const f of form(code).fields) if (f.default !== undefined) r.values[f.code] = f.default
  const number = form(code).fields.find(f => f.kind.type === 'auto_number')
  if (number) r.values[number.code] = `${number.kind.prefix}${String(++state.number).padStart(6, '0')}`
  tables[code].set(r.id, r)
  return write(code, r, body.values, actor, 'created')
}

export function patch(code, record, rev, values, actor) {
  const r = row(code, record)
  if (rev === null) refuse(428, 'precondition_required')
  check(code, values, false)
  if (rev < r.rev) {
    const since = (history.get(r.id) ?? []).filter(h => h.kind === 'updated').slice(0, r.rev - rev)
    const fields = [...new Set(since.flatMap(h => h.fields.map(f => f.field)))].filter(
      c => c in values && JSON.stringify(values[c]) !== JSON.stringify(read(r, c)),
    )
    if (fields.length) {
      const base = { rev, values: {} }
      for (const c of fields)
        base.values[c] = since
          .findLast(h => h.fields.some(f => f.field === c))
          .fields.find(f => f.field === c).before
      refuse(409, 'conflict', { current: full(code, r), base, fields })
    }
  }
  return full(code, write(code, r, values, actor))
}

const binned = (code, r, at, actor) => {
  r.deleted_at = at
  r.rev += 1
  return write(code, r, {}, actor, at ? 'trashed' : 'restored')
}
export function trash(code, record, rev, actor) {
  if (rev === null) refuse(428, 'precondition_required')
  const r = binned(code, row(code, record), new Date().toISOString(), actor)
  return remember([() => binned(code, r, null, actor)])
}
function remember(undo) {
  const batch = id('bat')
  batches.set(batch, undo)
  return { batch }
}
export function undo(batch) {
  const steps = batches.get(batch) ?? refuse(404, 'not_found')
  batches.delete(batch)
  for (const step of steps) step()
  return { undone: steps.length }
}
export function restore(code, record, seq, actor) {
  const r = row(code, record)
  if (seq === undefined) return full(code, binned(code, r, null, actor))
  const values = {}
  for (const h of history.get(record) ?? [])
    if (h.seq > seq) for (const f of h.fields) values[f.field] = f.before
  return full(code, write(code, r, values, actor, 'updated', 'restore'))
}
export function batch(code, commands, actor) {
  const results = []
  const steps = []
  for (const c of commands) {
    if (c.create) results.push(output(code, create(code, c.create, actor)))
    if (c.update) {
      const r = row(code, c.update.id)
      const before = Object.fromEntries(Object.keys(c.update.values).map(k => [k, read(r, k) ?? null]))
      write(code, r, c.update.values, actor)
      steps.push(() => write(code, r, before, actor))
      results.push({ id: r.id, rev: r.rev })
    }
    if (c.delete) {
      const r = binned(code, row(code, c.delete.id), new Date().toISOString(), actor)
      steps.push(() => binned(code, r, null, actor))
      results.push({ id: r.id, rev: r.rev })
    }
  }
  return { results, ...remember(steps) }
}

let cache = { key: '', rows: [] }
export function query(code, body) {
  const f = form(code)
  const key = JSON.stringify([code, body.filter, body.sort, body.search, body.bin, state.seq])
  if (cache.key !== key) {
    const words = (body.search ?? '').toLowerCase()
    const textual = f.fields
      .filter(x => ['text', 'long_text', 'phone', 'email', 'auto_number'].includes(x.kind.type))
      .map(x => x.code)
    const rows = [...tables[code].values()].filter(
      r =>
        Boolean(r.deleted_at) === Boolean(body.bin) &&
        (!words ||
          textual.some(c =>
            String(r.values[c] ?? '')
              .toLowerCase()
              .includes(words),
          )) &&
        matches(r, body.filter),
    )
    cache = { key, rows: ordered(rows, body.sort) }
  }
  const at = body.at ?? (body.after ? Number(body.after) : 0)
  const items = cache.rows.slice(at, at + body.size).map(r => output(code, r, body.fields))
  const next = at + body.size < cache.rows.length ? String(at + body.size) : null
  return {
    items,
    next,
    count: body.count && body.count !== 'none' ? cache.rows.length : null,
    seq: state.seq,
  }
}

export function links(code, record) {
  const out = []
  for (const [other, table] of Object.entries(tables)) {
    for (const f of form(other).fields) {
      if (f.kind.type !== 'link' || f.kind.form !== code) continue
      const rows = [...table.values()].filter(r => !r.deleted_at && r.values[f.code] === record)
      if (rows.length)
        out.push({
          form: other,
          field: f.code,
          name: f.kind.back_name ?? form(other).name,
          count: rows.length,
          items: rows.slice(0, 20).map(r => ({ id: r.id, title: titleOf(other, r) })),
        })
    }
  }
  return out
}

export function addActivity(code, record, body, actor) {
  const r = row(code, record)
  const item = {
    id: id('act'),
    by: { id: actor.id, name: actor.name },
    at: body.at ?? new Date().toISOString(),
    kind: body.kind,
    text: body.text,
    minutes: body.minutes,
    next_at: body.next_at,
  }
  activities.set(record, [item, ...(activities.get(record) ?? [])])
  r.system.last_activity_at = item.at
  r.system.activity_count += 1
  if (body.next_at) r.system.next_activity_at = body.next_at
  if (body.values) write(code, r, body.values, actor)
  r.seq = ++state.seq
  tell('change', { form: code, record, seq: r.seq })
  return item
}

export function similar(code, body) {
  const items = []
  const phone = normal(body.values.phone ?? '')
  for (const [fcode, table] of [
    ['lead', tables.lead],
    ['customer', tables.customer],
  ]) {
    for (const r of table.values()) {
      if (items.length >= 4) break
      if (r.id === body.except || r.deleted_at) continue
      const because = []
      if (phone && phone === r.values.phone) because.push({ field: 'phone', kind: 'phone' })
      const name = body.values.company ?? body.values.name
      if (name && name.length > 3 && name === titleOf(fcode, r))
        because.push({ field: form(fcode).title, kind: 'name' })
      const owner = people.find(p => p.id === r.system.owner)
      if (because.length)
        items.push({
          form: fcode,
          id: r.id,
          title: titleOf(fcode, r),
          because,
          owner: owner ? { id: owner.id, name: owner.name } : null,
          last_activity_at: r.system.last_activity_at,
        })
    }
  }
  return { items }
}

export function aggregate(code, body) {
  const f = form(code)
  const groups = new Map()
  for (const r of tables[code].values()) {
    if (r.deleted_at || !matches(r, body.filter)) continue
    const keys = (body.group ?? []).map(g => read(r, g.field) ?? null)
    const name = JSON.stringify(keys)
    const group = groups.get(name) ?? { keys, display: keys.map((k, i) => shown(f, body.group[i].field, k)), values: [0] }
    group.values[0] += 1
    groups.set(name, group)
  }
  return { rows: [...groups.values()], seq: state.seq }
}
