// What the figures are taken on: a release server over a kept folder of invented records, and its administrator.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContextOptions } from 'playwright-core'
import { Client, enter } from '../harness/client.ts'

const ADMIN = { login: 'bench', password: 'password-of-the-bench' }
const START_LIMIT_MS = 60_000

export interface Stand {
  url: string
  leads: number
  /** A context that is signed in. */
  signedIn: BrowserContextOptions & { baseURL: string }
  stop(): void
}

/** Fills the folder once (a million takes minutes), then serves it. */
export async function openStand(binary: string, folder: string, leads: number, port: number): Promise<Stand> {
  const data = join(folder, `data-${leads}`)
  const filled = join(folder, `data-${leads}.done`)
  if (!existsSync(filled)) {
    execFileSync(binary, ['demo', '--data', data, '--leads', String(leads)], { stdio: 'inherit' })
    writeFileSync(filled, '')
  }
  const url = `http://127.0.0.1:${port}`
  const child = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`])
  let printed = ''
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding('utf8').on('data', text => (printed += text))
  const stop = () => void child.kill('SIGTERM')
  process.once('exit', stop)
  try {
    await answers(child, url, () => printed)
    const server = {
      url,
      origin: url,
      port,
      setupUrl: '',
      opened: (link: string) => link,
      dataFolder: data,
      output: () => printed,
      stop: async () => stop(),
    }
    const cookie = join(folder, `data-${leads}.cookie`)
    if (!existsSync(cookie)) writeFileSync(cookie, await settle(server, () => printed))
    const kept = readFileSync(cookie, 'utf8')
    const client = new Client(server, kept, { id: '', name: '', role: '', department: null })
    return { url, leads, signedIn: client.signedIn(), stop }
  } catch (error) {
    stop()
    throw error
  }
}

async function answers(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  const end = Date.now() + START_LIMIT_MS
  while (Date.now() < end) {
    await sleep(50)
    if (child.exitCode !== null) throw new Error(`the server ended:\n${printed()}`)
    if ((await fetch(`${url}/api/v1/status`).catch(() => undefined))?.ok) return
  }
  throw new Error(`the server did not answer:\n${printed()}`)
}

/** Sets the workspace up and answers the session. */
async function settle(server: Parameters<typeof enter>[0], printed: () => string): Promise<string> {
  const end = Date.now() + START_LIMIT_MS
  let token: string | undefined
  while (!token && Date.now() < end) {
    token = printed().match(/setup\?token=([\w-]+)/)?.[1]
    await sleep(50)
  }
  if (!token) throw new Error(`no link to set the workspace up:\n${printed()}`)
  const client = await enter(server, '/setup', {
    token,
    workspace_name: '恒通智造',
    name: '周敏',
    ...ADMIN,
    language: 'zh-CN',
    lan: false,
    demo: false,
  })
  return client.cookie
}
