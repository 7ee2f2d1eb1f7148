// A person who speaks to the API: sets the stage of a journey, and lends the session to a browser.

import assert from 'node:assert/strict'
import type { BrowserContextOptions } from 'playwright-core'
import type { Server } from './server.ts'
import { ZONE } from './zone.ts'

/** What the API answers; a journey knows what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes are the server's, and a journey reads a handful of them.
export type Json = any

export interface Me {
  id: string
  name: string
  role: string
  department: string | null
}

export interface Saved {
  id: string
  rev: number
  seq: number
  values: Record<string, Json>
  display: Record<string, string>
}

export class Client {
  readonly server: Server
  readonly cookie: string
  readonly me: Me

  constructor(server: Server, cookie: string, me: Me) {
    this.server = server
    this.cookie = cookie
    this.me = me
  }

  /** Asks and expects to be answered; `headers` go along. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Json> {
    const answer = await this.try(method, path, body, headers)
    assert.ok(answer.status < 300, `${method} ${path} → ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** Asks and hands over whatever came back. */
  async try(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Json }> {
    return call(this.server, method, path, body, {
      cookie: `clew_session=${this.cookie}`,
      origin: this.server.url,
      ...headers,
    })
  }

  create(form: string, values: Record<string, unknown>): Promise<Saved> {
    return this.ask('POST', `/forms/${form}/records`, { values })
  }

  record(form: string, id: string): Promise<Saved> {
    return this.ask('GET', `/forms/${form}/records/${id}`)
  }

  async update(form: string, record: Saved, values: Record<string, unknown>): Promise<Saved> {
    return this.ask(
      'PATCH',
      `/forms/${form}/records/${record.id}`,
      { values },
      { 'if-match': `"${record.rev}"` },
    )
  }

  /** Creates many at once, in the order given. */
  async createMany(form: string, many: readonly Record<string, unknown>[]): Promise<void> {
    for (let at = 0; at < many.length; at += 1000) {
      const commands = many.slice(at, at + 1000).map(values => ({ create: { values } }))
      await this.ask('POST', `/forms/${form}/records/batch`, { commands })
    }
  }

  /** A department under the workspace. */
  async department(name: string): Promise<string> {
    return (await this.ask('POST', '/departments', { name })).id
  }

  /** Adds a person and takes the seat: the invitation is accepted with this password. */
  async seat(
    person: { name: string; phone?: string; login?: string; department?: string; role?: string },
    password = 'password-of-a-journey',
  ): Promise<Client> {
    const { invitation } = await this.ask('POST', '/people', { role: 'member', ...person })
    return enter(this.server, `/invitations/${invitation.token}`, { password })
  }

  /** The browser context of this person, already signed in. */
  signedIn(): BrowserContextOptions & { baseURL: string } {
    return {
      baseURL: this.server.origin,
      storageState: {
        cookies: [
          {
            name: 'clew_session',
            value: this.cookie,
            domain: new URL(this.server.origin).hostname,
            path: '/',
            expires: -1,
            httpOnly: true,
            secure: false,
            sameSite: 'Lax',
          },
        ],
        origins: [],
      },
    }
  }
}

export const ADMIN = { login: 'admin', password: 'first-password' }

/** Sets a fresh server up and answers its administrator. */
export async function setUp(server: Server, demo = false): Promise<Client> {
  const token = new URL(server.setupUrl).searchParams.get('token')
  return enter(server, '/setup', {
    token,
    workspace_name: '恒通智造',
    name: '周敏',
    ...ADMIN,
    language: 'zh-CN',
    zone: ZONE,
    lan: false,
    demo,
  })
}

/** Signs in, sets up or accepts an invitation: whatever answers with a session. */
export async function enter(server: Server, path: string, body: unknown): Promise<Client> {
  const answer = await call(server, 'POST', path, body)
  assert.ok(answer.status < 300, `POST ${path} → ${answer.status} ${JSON.stringify(answer.body)}`)
  const cookie = answer.headers
    .getSetCookie()
    .join(';')
    .match(/clew_session=([^;]+)/)?.[1]
  assert.ok(cookie, `POST ${path} gave no session`)
  return new Client(server, cookie, answer.body)
}

async function call(
  server: Server,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const raw = body instanceof Uint8Array
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: raw ? Buffer.from(body) : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, body: (json ? JSON.parse(text) : text) as Json }
}
