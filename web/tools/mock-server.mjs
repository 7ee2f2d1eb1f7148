// A server for developing the front end without the real one: docs/api.md in memory. Never part of the product.
//   PORT=8099 LEADS=100000 LATENCY=80 SETUP=1 node tools/mock-server.mjs
import { createServer } from 'node:http'
import { draftRoutes } from './mock/drafts.mjs'
import { forms, id, views } from './mock/forms.mjs'
import { importRoutes } from './mock/imports.mjs'
import * as records from './mock/records.mjs'
import {
  activities,
  departments,
  history,
  me,
  people,
  roles,
  seed,
  state,
  tables,
  titleOf,
} from './mock/store.mjs'

const PORT = Number(process.env.PORT ?? 8099)
let latency = Number(process.env.LATENCY ?? 40)
let setUp = process.env.SETUP !== '1'
seed(Number(process.env.LEADS ?? 100_000))
const files = new Map()
const webhooks = []
const apiKeys = []
const { Refusal } = records
const refuse = (status, code, extra) => {
  throw new Refusal(status, code, extra)
}
const invitation = () => ({
  url: `http://192.168.1.8:8080/invite/demo`,
  token: 'demo',
  expires_at: new Date(Date.now() + 7 * 864e5).toISOString(),
})
let notices = [...tables.lead.values()]
  .filter(r => r.system.owner === me.id)
  .slice(0, 6)
  .map((r, i) => ({
    id: id('ntc'),
    kind: i % 3 ? 'follow_up_due' : 'assigned',
    at: new Date(Date.now() - i * 4e6).toISOString(),
    read: i > 3,
    form: 'lead',
    record: r.id,
    title: titleOf('lead', r),
    params: { by: '林一诺' },
  }))
const parsePeople = text =>
  text
    .split('\n')
    .map(x => x.trim())
    .filter(Boolean)
    .map((line, i) => {
      const phone = line.match(/1\d[\d\s-]{9,}/)?.[0]?.replace(/\D/g, '') ?? ''
      const name = line
        .replace(phone, '')
        .replace(/[\d\s,，\t-]+/g, ' ')
        .trim()
      return {
        line: i + 1,
        name,
        phone,
        ...(name ? (phone.length === 11 ? {} : { problem: 'not_a_phone' }) : { problem: 'required' }),
      }
    })

const ROUTES = {
  ...draftRoutes,
  ...importRoutes,
  'GET /status': () => ({ set_up: setUp, version: 'mock', workspace: setUp ? me.workspace : null }),
  'POST /setup': ({ body }) => {
    if (!body.token) refuse(403, 'wrong_token')
    setUp = true
    Object.assign(me, {
      name: body.name,
      login: body.login,
      language: body.language,
      workspace: { name: body.workspace_name },
    })
    return { $session: true, ...me }
  },
  'POST /session': ({ body }) =>
    body.password === 'wrong' ? refuse(401, 'wrong_credentials') : { $session: true, ...me },
  'DELETE /session': () => ({ $signedOut: true }),
  'GET /me': () => me,
  'PATCH /me': ({ body }) => Object.assign(me, body),
  'POST /me/password': ({ body }) =>
    body.current === 'wrong'
      ? refuse(422, 'invalid', { errors: [{ code: 'wrong_password', field: 'current', params: {} }] })
      : null,
  'GET /lan': () => ({ enabled: true, addresses: ['http://192.168.1.8:8080'], qr_svg: '' }),
  'PUT /lan': ({ body }) => ({ enabled: body.enabled, addresses: ['http://192.168.1.8:8080'], qr_svg: '' }),
  'GET /people': ({ query }) => ({ items: people.filter(p => p.name.includes(query.get('search') ?? '')) }),
  'POST /people': ({ body }) => {
    const person = { id: id('usr'), state: 'invited', ...body }
    people.push(person)
    return { $status: 201, person, invitation: invitation() }
  },
  'POST /people/paste': ({ body }) => {
    const items = parsePeople(body.text)
    if (body.create)
      for (const p of items)
        if (!p.problem)
          people.push({ id: id('usr'), name: p.name, phone: p.phone, role: 'sales', state: 'invited' })
    return { items }
  },
  'PATCH /people/:id': ({ params, body }) =>
    Object.assign(people.find(p => p.id === params.id) ?? refuse(404, 'not_found'), body),
  'POST /people/:id/invitation': () => invitation(),
  'GET /invitations/:token': ({ params }) =>
    params.token === 'demo' ? { name: '林一诺', workspace: me.workspace.name } : refuse(404, 'not_found'),
  'POST /invitations/:token': () => ({ $session: true, ...me }),
  'GET /departments': () => ({ items: departments }),
  'POST /departments': ({ body }) => (
    departments.push({ id: id('dep'), parent: null, ...body }), departments.at(-1)
  ),
  'PATCH /departments/:id': ({ params, body }) =>
    Object.assign(
      departments.find(d => d.id === params.id),
      body,
    ),
  'DELETE /departments/:id': ({ params }) =>
    void departments.splice(
      departments.findIndex(d => d.id === params.id),
      1,
    ),
  'GET /roles': () => roles,
  'GET /forms': () => forms.map(({ fields, groups, views: _, actions, title, ...summary }) => summary),
  'GET /forms/:form': ({ params }) => ({ ...records.form(params.form), views: views[params.form] }),
  'GET /forms/:form/views': ({ params }) => views[params.form] ?? [],
  'POST /forms/:form/views': ({ params, body }) => {
    const view = {
      id: id('viw'),
      code: `v${Date.now().toString(36)}`,
      kind: 'table',
      filter: null,
      sort: [],
      position: 9,
      ...body,
    }
    views[params.form].push(view)
    return view
  },
  'PATCH /forms/:form/views/:view': ({ params, body }) =>
    Object.assign(
      views[params.form].find(v => v.code === params.view),
      body,
    ),
  'DELETE /forms/:form/views/:view': ({ params }) => {
    views[params.form] = views[params.form].filter(v => v.code !== params.view)
  },
  'GET /forms/:form/options': ({ params, query }) => {
    const words = query.get('search') ?? ''
    const field = records.form(params.form).fields.find(f => f.code === query.get('field'))
    if (!field || field.kind.type === 'person')
      return {
        items: people
          .filter(p => p.name.includes(words))
          .map(p => ({
            id: p.id,
            title: p.name,
            hint: departments.find(d => d.id === p.department)?.name ?? '',
          })),
      }
    const rows = [...tables[field.kind.form].values()]
      .filter(r => !r.deleted_at && titleOf(field.kind.form, r).includes(words))
      .slice(0, 20)
    return {
      items: rows.map(r => ({ id: r.id, title: titleOf(field.kind.form, r), hint: r.values.phone ?? '' })),
    }
  },
  'POST /forms/:form/records': ({ params, body }) => ({
    $status: 201,
    ...records.output(params.form, records.create(params.form, body, me)),
  }),
  'POST /forms/:form/records/query': ({ params, body }) => records.query(params.form, body),
  'POST /forms/:form/records/aggregate': ({ params, body }) => records.aggregate(params.form, body),
  'POST /forms/:form/records/batch': ({ params, body }) => records.batch(params.form, body.commands, me),
  'POST /forms/:form/records/similar': ({ params, body }) => records.similar(params.form, body),
  'GET /forms/:form/records/:id': ({ params }) =>
    records.full(params.form, records.row(params.form, params.id)),
  'PATCH /forms/:form/records/:id': ({ params, body, rev, actor }) =>
    records.patch(params.form, params.id, rev, body.values, actor),
  'DELETE /forms/:form/records/:id': ({ params, rev }) => records.trash(params.form, params.id, rev, me),
  'POST /forms/:form/records/:id/restore': ({ params, body }) =>
    records.restore(params.form, params.id, body.seq, me),
  'GET /forms/:form/records/:id/history': ({ params }) => ({
    items: history.get(params.id) ?? [],
    next: null,
  }),
  'GET /forms/:form/records/:id/activities': ({ params }) => ({ items: activities.get(params.id) ?? [] }),
  'POST /forms/:form/records/:id/activities': ({ params, body }) =>
    records.addActivity(params.form, params.id, body, me),
  'DELETE /forms/:form/records/:id/activities/:act': ({ params }) =>
    void activities.set(
      params.id,
      (activities.get(params.id) ?? []).filter(a => a.id !== params.act),
    ),
  'GET /forms/:form/records/:id/links': ({ params }) => records.links(params.form, params.id),
  'POST /batches/:batch/undo': ({ params }) => records.undo(params.batch),
  'POST /files': ({ raw, query, type }) => {
    const file = { file: id('fil'), name: query.get('name'), size: raw.length, media: type }
    files.set(file.file, { ...file, raw })
    return file
  },
  'GET /search': ({ query }) => {
    const words = query.get('q') ?? ''
    const items = ['lead', 'customer', 'contact'].flatMap(code =>
      records
        .query(code, { size: 5, search: words })
        .items.map(r => ({
          form: code,
          id: r.id,
          title: r.values[records.form(code).title],
          hint: r.display.phone ?? '',
        })),
    )
    return { items }
  },
  'GET /notices': () => ({ items: notices, unread: notices.filter(n => !n.read).length }),
  'POST /notices/read': ({ body }) => {
    notices = notices.map(n => (body.all || body.ids.includes(n.id) ? { ...n, read: true } : n))
  },
  'GET /webhooks': () => ({ items: webhooks }),
  'POST /webhooks': ({ body }) => (
    webhooks.push({ id: id('whk'), enabled: true, ...body }), { ...webhooks.at(-1), secret: 'whsec_bW9jaw==' }
  ),
  'PATCH /webhooks/:id': ({ params, body }) =>
    Object.assign(
      webhooks.find(w => w.id === params.id),
      body,
    ),
  'DELETE /webhooks/:id': ({ params }) =>
    void webhooks.splice(
      webhooks.findIndex(w => w.id === params.id),
      1,
    ),
  'GET /webhooks/:id/deliveries': () => ({
    items: [
      {
        n: 2,
        at: new Date().toISOString(),
        status: 200,
        state: 'delivered',
        event: 'record.created',
        attempts: 1,
      },
      {
        n: 1,
        at: new Date(Date.now() - 9e5).toISOString(),
        status: 500,
        state: 'dead',
        event: 'record.updated',
        attempts: 5,
      },
    ],
  }),
  'POST /webhooks/:id/deliveries/:n/replay': () => null,
  'GET /api-keys': () => ({ items: apiKeys }),
  'POST /api-keys': ({ body }) => (
    apiKeys.push({ id: id('key'), name: body.name, created_at: new Date().toISOString() }),
    { ...apiKeys.at(-1), key: 'clew_key_mock' }
  ),
  'DELETE /api-keys/:id': ({ params }) =>
    void apiKeys.splice(
      apiKeys.findIndex(k => k.id === params.id),
      1,
    ),
}
const table = Object.entries(ROUTES)
  .map(([pattern, run]) => {
    const [method, path] = pattern.split(' ')
    return {
      method,
      run,
      names: path.match(/:\w+/g)?.map(n => n.slice(1)) ?? [],
      regex: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`),
      wild: (path.match(/:/g) ?? []).length,
    }
  })
  .sort((a, b) => a.wild - b.wild)

const collect = request =>
  new Promise(resolve => {
    const parts = []
    request.on('data', part => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)))
  })
function live(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
  response.write(': hello\n\n')
  const send = (type, data) =>
    response.write(`id: ${data.seq ?? state.seq}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
  records.bus.add(send)
  request.on('close', () => records.bus.delete(send))
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock')
  const path = url.pathname.replace(/^\/api\/v1/, '')
  const json = (status, body, headers = {}) => {
    response.writeHead(status, {
      'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json',
      ...headers,
    })
    response.end(body === null || body === undefined ? '' : JSON.stringify(body))
  }
  try {
    const raw = await collect(request)
    if (path === '/mock') {
      latency = Number(url.searchParams.get('latency') ?? latency)
      return json(200, { latency })
    }
    await new Promise(resolve => setTimeout(resolve, latency))
    const open = /^\/(status|setup|session|invitations)/.test(path)
    if (!open && !request.headers.cookie?.includes('clew_session=1')) refuse(401, 'unauthenticated')
    if (path === '/live') return live(request, response)
    if (path.startsWith('/files/') && request.method === 'GET') {
      const file = files.get(path.slice(7)) ?? refuse(404, 'not_found')
      response.writeHead(200, { 'Content-Type': file.media })
      return response.end(file.raw)
    }
    const type = request.headers['content-type'] ?? ''
    const match = request.headers['if-match']
    for (const route of table) {
      const found = route.method === request.method && path.match(route.regex)
      if (!found) continue
      const params = Object.fromEntries(
        route.names.map((name, i) => [name, decodeURIComponent(found[i + 1])]),
      )
      const actor = request.headers['x-actor'] ? people.find(p => p.login === request.headers['x-actor']) : me
      const answer = route.run({
        params,
        query: url.searchParams,
        raw,
        type,
        actor,
        rev: match ? Number(match.replaceAll('"', '')) : null,
        body: type.includes('json') && raw.length ? JSON.parse(raw) : {},
      })
      const { $session, $signedOut, $status, ...rest } = Array.isArray(answer) ? {} : (answer ?? {})
      const cookie = $session
        ? 'clew_session=1; Path=/; HttpOnly; SameSite=Lax'
        : $signedOut
          ? 'clew_session=; Path=/; Max-Age=0'
          : null
      if (answer === undefined || answer === null || $signedOut)
        return response.writeHead(204, cookie ? { 'Set-Cookie': cookie } : {}).end()
      return json(
        $status ?? 200,
        Array.isArray(answer) ? answer : rest,
        cookie ? { 'Set-Cookie': cookie } : {},
      )
    }
    refuse(404, 'not_found')
  } catch (error) {
    if (error instanceof Refusal) return json(error.body.status, error.body)
    console.error(error)
    json(500, { type: 'about:blank', status: 500, code: 'fault', title: String(error), request: 'req_mock' })
  }
}).listen(PORT, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${PORT}`))
