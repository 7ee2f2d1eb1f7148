// A server of its own for a journey: fresh data, a free port, gone afterwards.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase, type Database } from './database.ts'
import { originOf } from './host.ts'

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 10_000

export interface ServerOptions {
  /** The built server; by default what `CLEW_BIN` names. */
  binary?: string
  /** A PostgreSQL to make a database on; by default what `CLEW_E2E_DATABASE` names. */
  database?: string | undefined
  /** Arguments after those of `clew serve` that the harness gives. */
  arguments?: readonly string[]
  /** Browsers find it by a name of the local network, as colleagues do. */
  lan?: boolean
}

export interface Server {
  /** `http://127.0.0.1:<port>`, without a slash at the end: where journeys themselves ask. */
  readonly url: string
  /** Where browsers find it, without a slash at the end. */
  readonly origin: string
  readonly port: number
  /** The one-time link that the server prints while nobody has set it up. */
  readonly setupUrl: string
  readonly dataFolder: string
  /** All it has printed so far, for the message of a failed journey. */
  output(): string
  /** A link that it printed or gave out, as somebody opens it where browsers find it. */
  opened(link: string): string
  /** Stops it and deletes its data. */
  stop(): Promise<void>
}

/** Starts a server and waits until it answers and has printed its set-up link. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const binary = options.binary ?? process.env.CLEW_BIN
  if (!binary) throw new Error('CLEW_BIN does not name the built server')
  const maintenance = options.database ?? process.env.CLEW_E2E_DATABASE
  const database = maintenance ? await createDatabase(maintenance) : undefined
  const dataFolder = await mkdtemp(join(tmpdir(), 'clew-e2e-'))
  const port = await freePort()
  const listen = `127.0.0.1:${port}`
  const child = spawn(
    binary,
    [
      'serve',
      '--data',
      dataFolder,
      '--listen',
      listen,
      ...(database ? ['--database', database.url] : []),
      ...(options.arguments ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const printed = collect(child)
  const stop = () => clearUp(child, dataFolder, database)
  try {
    const setupUrl = await ready(child, `http://${listen}`, printed)
    const origin = originOf(port, options.lan)
    const opened = (link: string) => link.replace(new URL(link).origin, origin)
    return { url: `http://${listen}`, origin, port, setupUrl, dataFolder, output: printed, opened, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The first whole link in the output that speaks of the set-up; a link still being printed is none. */
export function readSetupUrl(output: string): string | undefined {
  return output.match(/https?:\/\/[^\s"'<>]*\/[^\s"'<>]*setup[^\s"'<>]*(?=\s)/)?.[0]
}

async function ready(child: ChildProcess, url: string, printed: () => string): Promise<string> {
  const end = Date.now() + START_LIMIT_MS
  while (Date.now() < end) {
    // First, because what a child says as it ends arrives a moment later than its end.
    await sleep(50)
    if (hasEnded(child)) throw new Error(`the server ended while starting:\n${printed()}`)
    const setupUrl = readSetupUrl(printed())
    if (setupUrl && (await answers(url))) return setupUrl
  }
  throw new Error(`the server was not ready after ${START_LIMIT_MS} ms:\n${printed()}`)
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    return false
  }
}

function collect(child: ChildProcess): () => string {
  let output = ''
  const add = (piece: string | Error) => {
    output += piece
  }
  child.stdout?.setEncoding('utf8').on('data', add)
  child.stderr?.setEncoding('utf8').on('data', add)
  // A binary that cannot be started has no exit; this is where it is told.
  child.on('error', add)
  return () => output
}

async function clearUp(child: ChildProcess, dataFolder: string, database?: Database) {
  child.kill('SIGTERM')
  const end = Date.now() + STOP_LIMIT_MS
  while (!hasEnded(child) && Date.now() < end) await sleep(20)
  child.kill('SIGKILL')
  await rm(dataFolder, { recursive: true, force: true })
  await database?.drop()
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
