// Stands in for the server in the harness's own tests: prints a link, answers every request.
// Run as `fake-server.ts serve --data DIR --listen HOST:PORT [--break]`.

import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '.' },
    listen: { type: 'string', default: '' },
    database: { type: 'string' },
    break: { type: 'boolean', default: false },
  },
})
if (values.break) {
  console.error('the data folder is locked')
  process.exit(1)
}
writeFileSync(join(values.data, 'database'), values.database ?? 'none')
const [host, port] = values.listen.split(':')
createServer((_, response) => response.end('<!doctype html><title>Clew</title>')).listen(
  Number(port),
  host,
  () => console.log(`Open http://${values.listen}/setup?token=abc123 to begin`),
)
