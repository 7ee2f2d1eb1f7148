// `npm run bench`: the figures of the record list in the browser, at a million leads. Never a timed test.
//
//   CLEW_BIN=…/release/clew npm run bench -- [--leads 1000000] [--minutes 10] [--runs 5] [--folder DIR] [first scroll …]

import { mkdirSync } from 'node:fs'
import { cpus, homedir, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '../harness/browser.ts'
import { FIGURES, type Figure } from './figures.ts'
import { openStand } from './stand.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    leads: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '10' },
    runs: { type: 'string', default: '5' },
    port: { type: 'string', default: '18480' },
    folder: { type: 'string', default: join(homedir(), '.cache/clew/bench-web') },
  },
})
const binary = process.env.CLEW_BIN
if (!binary) throw new Error('CLEW_BIN does not name the built server')

mkdirSync(values.folder, { recursive: true })
const stand = await openStand(binary, values.folder, Number(values.leads), Number(values.port))
const browser = await openBrowser()
try {
  console.log(`${stand.leads} leads, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before`)
  const wanted = Object.entries(FIGURES).filter(
    ([name]) => positionals.length === 0 || positionals.includes(name),
  )
  for (const [name, figure] of wanted as [string, Figure][]) {
    const lines = await figure({ browser, stand, runs: Number(values.runs), minutes: Number(values.minutes) })
    for (const line of lines) console.log(`${name.padEnd(8)} ${line}`)
  }
  console.log(`load ${loadavg()[0]?.toFixed(1)} after`)
} finally {
  await browser.close()
  stand.stop()
}
