// A database of its own for each server, when the journeys run on PostgreSQL.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Database {
  readonly url: string
  drop(): Promise<void>
}

/** Makes a database next to the one that `maintenance` names; `psql` is there with PostgreSQL. */
export async function createDatabase(maintenance: string): Promise<Database> {
  const name = `clew_e2e_${randomBytes(6).toString('hex')}`
  const ask = (sql: string) => run('psql', [maintenance, '-v', 'ON_ERROR_STOP=1', '-qc', sql])
  await ask(`CREATE DATABASE ${name}`)
  const url = new URL(maintenance)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await ask(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
