/* A server for tests: one record that several people write. Changes merge by field from the revision they are based on. */

export type Values = Record<string, string | null>
export const server = {
  id: '',
  rev: 1,
  values: {} as Values,
  log: [] as { rev: number; codes: string[] }[],
  batches: new Map<string, Values>(),
  asked: [] as string[],
  loses: false,
}
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
export const record = () => ({
  id: server.id,
  rev: server.rev,
  seq: server.rev,
  values: { ...server.values },
  display: { ...server.values, updated_by: '王芳' },
  system: { updated_by: 'p2' },
})

export function write(values: Values): string {
  server.rev += 1
  const batch = `bat_${server.rev}`
  server.batches.set(
    batch,
    Object.fromEntries(Object.keys(values).map(code => [code, server.values[code] ?? null])),
  )
  Object.assign(server.values, values)
  server.log.push({ rev: server.rev, codes: Object.keys(values) })
  return batch
}

function patched(base: number, values: Values): Response {
  const since = server.log.filter(({ rev }) => rev > base).flatMap(({ codes }) => codes)
  const fields = Object.keys(values).filter(
    code => since.includes(code) && server.values[code] !== values[code],
  )
  if (fields.length > 0) return json(409, { code: 'conflict', fields, current: record() })
  write(values)
  return json(200, record())
}

export async function answer(url: URL, init: RequestInit): Promise<Response> {
  const body = init.body ? JSON.parse(String(init.body)) : {}
  const [, batch] = url.pathname.match(/batches\/(.*)\/undo$/) ?? []
  if (init.method === 'PATCH') {
    const base = Number(new Headers(init.headers).get('If-Match')?.replaceAll('"', ''))
    return patched(base, body.values)
  }
  if (url.pathname.endsWith('/query')) return json(200, { items: [record()], seq: server.rev })
  if (batch) {
    if (server.loses) throw new TypeError('Failed to fetch')
    server.asked.push(batch)
    return json(200, { batch: write(server.batches.get(batch) ?? {}), kept: 0, changed_since: [] })
  }
  if (url.pathname.endsWith('/batch')) {
    const [command] = body.commands
    const done = write('update' in command ? command.update.values : {})
    return json(200, { results: [{ rev: server.rev }], batch: done, seq: server.rev })
  }
  return json(200, { items: [] })
}
