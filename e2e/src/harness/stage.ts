// What a file of journeys stands on: one server, one browser, a workspace; all gone afterwards.

import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { type Client, setUp } from './client.ts'
import { type Server, startServer } from './server.ts'

export interface Stage {
  server: Server
  browser: Browser
  /** Its administrator; only on a stage that was set up. */
  admin: Client
}

interface StageOptions {
  /** Leave the server as it was installed: the journey sets it up. */
  fresh?: boolean
  /** With the demonstration data. */
  demo?: boolean
  /** Walked under a name of the local network, over plain HTTP. */
  lan?: boolean
}

/** Prepares the stage before the tests of a file. Read its parts inside the tests. */
export function stage(options: StageOptions = {}, prepare?: (admin: Client) => Promise<void>): Stage {
  const built = {} as Stage
  before(async () => {
    built.browser = await openBrowser()
    built.server = await startServer({ lan: options.lan ?? false })
    if (options.fresh) return
    built.admin = await setUp(built.server, options.demo)
    await prepare?.(built.admin)
  })
  after(async () => {
    await built.browser?.close()
    await built.server?.stop()
  })
  return built
}

/** For journeys that meet no SQL that the others do not: one database is enough. */
export const ON_ONE_DATABASE = {
  skip: process.env.CLEW_E2E_DATABASE ? 'told on SQLite already' : false,
} as const
