// Starting and stopping, shown with a stand-in so that it needs no built server.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readSetupUrl, startServer } from './server.ts'

let folder: string
let binary: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clew-fake-'))
  binary = join(folder, 'clew')
  const script = join(import.meta.dirname, 'fake-server.ts')
  await writeFile(binary, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`)
  await chmod(binary, 0o755)
})
after(() => rm(folder, { recursive: true }))

test('a started server answers, and nothing of it is left when it is stopped', async () => {
  const server = await startServer({ binary })
  assert.equal(server.setupUrl, `${server.url}/setup?token=abc123`)
  assert.equal((await fetch(server.setupUrl)).status, 200)
  await server.stop()
  await assert.rejects(fetch(server.url))
  assert.ok(!existsSync(server.dataFolder))
})

test('each server has a database of its own where there is a PostgreSQL', {
  skip: process.env.CLEW_E2E_DATABASE ? false : 'CLEW_E2E_DATABASE is not set',
}, async () => {
  const servers = await Promise.all([startServer({ binary }), startServer({ binary })])
  const named = servers.map(server => readFile(join(server.dataFolder, 'database'), 'utf8'))
  const [first, second] = await Promise.all(named)
  await Promise.all(servers.map(server => server.stop()))
  assert.match(first ?? '', /^postgres:\/\/.*\/clew_e2e_/)
  assert.notEqual(first, second)
})

test('a server that ends while starting is told with what it said', async () => {
  const run = startServer({ binary, arguments: ['--break'] })
  await assert.rejects(run, /ended while starting:\nthe data folder is locked/)
})

test('a binary that is not there is told by its name', async () => {
  await assert.rejects(startServer({ binary: '/nowhere/clew' }), /\/nowhere\/clew/)
})

test('the set-up link is found among other lines', () => {
  const output = [
    '2026-11-21 INFO listening on http://127.0.0.1:8080',
    '  首次设置 / first set-up: http://127.0.0.1:8080/setup#token=x-1_y',
    '',
  ].join('\n')
  assert.equal(readSetupUrl(output), 'http://127.0.0.1:8080/setup#token=x-1_y')
  assert.equal(readSetupUrl('http://127.0.0.1:8080/setup#tok'), undefined)
  assert.equal(readSetupUrl('listening on http://127.0.0.1:8080/'), undefined)
})
