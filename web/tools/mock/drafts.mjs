// Drafts, publishing and versions of forms in the mock.
import { forms, id } from './forms.mjs'
import * as records from './records.mjs'
import { me, tables } from './store.mjs'

const { Refusal } = records
const refuse = (status, code, extra) => {
  throw new Refusal(status, code, extra)
}
const drafts = new Map()
const versions = new Map()
const clean = form => {
  const { can: _, color: __, ...document } = structuredClone(form)
  return { ...document, fields: document.fields.map(({ can, ...field }) => field), views: [], grants: [] }
}
const draftOf = code => {
  if (drafts.has(code)) return drafts.get(code)
  const form = records.form(code)
  return { base_version: form.version, revision: 0, form: clean(form) }
}
const past = form => {
  if (!versions.has(form.code))
    versions.set(
      form.code,
      Array.from({ length: form.version }, (_, i) => ({
        version: i + 1,
        published_at: new Date(Date.now() - (form.version - i) * 9e7).toISOString(),
        published_by: i === 0 ? '' : me.name,
        note: '',
        form: clean(form),
      })),
    )
  return versions.get(form.code)
}

function summary(old, next) {
  if (!old)
    return [{ code: 'form_new', params: { name: next.name, fields: next.fields.filter(f => !f.archived).length } }]
  const list = []
  const say = (code, params) => list.push({ code, params })
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
  if (!same(old.name, next.name)) say('form_renamed', { from: old.name, to: next.name })
  if (old.title !== next.title)
    say('title_changed', { to: next.fields.find(f => f.code === next.title)?.name })
  for (const field of next.fields) {
    const was = old.fields.find(f => f.id === field.id)
    if (!was) {
      say('field_added', { name: field.name, kind: field.kind.type })
      continue
    }
    if (!was.archived && field.archived) say('field_removed', { name: was.name })
    if (was.archived && !field.archived) say('field_restored', { name: field.name })
    if (field.archived) continue
    if (!same(was.name, field.name)) say('field_renamed', { from: was.name, to: field.name })
    if (Boolean(was.required) !== Boolean(field.required))
      say('field_required_changed', { name: field.name, to: Boolean(field.required) })
    if (Boolean(was.unique) !== Boolean(field.unique))
      say('field_unique_changed', { name: field.name, to: Boolean(field.unique) })
    for (const option of field.kind.options ?? []) {
      const before = was.kind.options?.find(o => o.id === option.id)
      if (!before) say('option_added', { field: field.name, name: option.label })
      else if (!before.archived && option.archived) say('option_removed', { field: field.name, name: before.label })
      else if (!same(before.label, option.label))
        say('option_renamed', { field: field.name, from: before.label, to: option.label })
      else if (!same(before, option)) say('option_changed', { field: field.name, name: option.label })
    }
    const { options: _, ...a } = was.kind
    const { options: __, ...b } = field.kind
    if (!same(a, b) || !same(was.help, field.help) || !same(was.default, field.default))
      say('field_changed', { name: field.name })
  }
  if (!same(old.groups ?? [], next.groups ?? [])) say('layout_changed', {})
  return list
}
function problemsOf(form) {
  const wrong = []
  form.fields.forEach((field, i) => {
    if (field.archived) return
    if (!Object.values(field.name).some(Boolean))
      wrong.push({ code: 'missing_label', field: `fields.${i}.name`, params: {} })
    if (field.kind.type === 'link' && !forms.some(f => f.code === field.kind.form))
      wrong.push({ code: 'unknown_link_target', field: `fields.${i}.kind.form`, params: {} })
    if (form.fields.some((other, n) => n !== i && other.code === field.code))
      wrong.push({ code: 'duplicate_code', field: `fields.${i}.code`, params: { code: field.code } })
  })
  if (!form.fields.some(f => f.code === form.title && !f.archived))
    wrong.push({ code: 'missing_title', field: 'title', params: {} })
  return wrong
}
function publish(document) {
  const old = forms.find(f => f.id === document.id)
  const live = {
    ...structuredClone(document),
    version: (old?.version ?? 0) + 1,
    can: { read: true, create: true, export: true, import: true, design: true },
    fields: document.fields.map(f => ({ ...f, can: { edit: f.kind.type !== 'auto_number' } })),
  }
  if (old) past(old)
  if (old) Object.assign(old, live, { views: old.views })
  else {
    forms.push({ ...live, position: forms.length + 1, views: [], actions: [] })
    tables[live.code] = new Map()
  }
  const list = versions.get(live.code) ?? []
  list.push({
    version: live.version,
    published_at: new Date().toISOString(),
    published_by: me.name,
    note: '',
    form: clean(live),
  })
  versions.set(live.code, list)
  drafts.delete(live.code)
  records.tell('catalog', {})
  return { version: live.version }
}

export const publishForm = publish
export const draftRoutes = {
  'POST /forms': ({ body }) => {
    const code = body.code ?? `form_${forms.length + drafts.size + 1}`
    const title = { id: id('fld'), code: 'name', name: { 'zh-CN': '名称', en: 'Name' }, kind: { type: 'text' }, required: true }
    const form = { id: id('frm'), code, name: body.name, version: 0, title: 'name', fields: [title], groups: [] }
    drafts.set(code, { base_version: 0, revision: 1, form })
    return { $status: 201, ...drafts.get(code) }
  },
  'GET /forms/:form/draft': ({ params }) => draftOf(params.form),
  'PUT /forms/:form/draft': ({ params, body, rev }) => {
    const draft = draftOf(params.form)
    if (rev === null) refuse(428, 'precondition_required')
    if (draft.revision !== rev) refuse(409, 'conflict', { revision: draft.revision })
    drafts.set(params.form, { ...draft, revision: rev + 1, form: body.form })
    return drafts.get(params.form)
  },
  'DELETE /forms/:form/draft': ({ params }) => void drafts.delete(params.form),
  'POST /forms/:form/draft/check': ({ params }) => {
    const { form } = draftOf(params.form)
    const old = forms.find(f => f.id === form.id)
    return { problems: problemsOf(form), actions: summary(old && clean(old), form) }
  },
  'POST /forms/:form/draft/publish': ({ params }) => {
    const { form } = draftOf(params.form)
    const errors = problemsOf(form)
    if (errors.length) refuse(422, 'invalid', { errors })
    return publish(form)
  },
  'GET /forms/:form/versions': ({ params }) =>
    [...past(records.form(params.form))].reverse().map(({ form, ...version }) => version),
  'POST /forms/:form/versions/:n/rollback': ({ params }) => {
    const found = past(records.form(params.form)).find(v => v.version === Number(params.n))
    return publish((found ?? refuse(404, 'not_found')).form)
  },
}
