// Fails when a route's initial script is heavier than agreed. Reads the build manifest; without a build it says so and passes.
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const manifestUrl = new URL('.vite/manifest.json', dist)
if (!existsSync(manifestUrl)) {
  console.log('budgets: no build in dist, skipped')
  process.exit(0)
}
const manifest = JSON.parse(readFileSync(manifestUrl, 'utf8'))
const entry = Object.keys(manifest).find(key => manifest[key].isEntry)

function closure(keys) {
  const seen = new Set()
  const visit = key => {
    if (seen.has(key) || !manifest[key]) return
    seen.add(key)
    for (const next of manifest[key].imports ?? []) visit(next)
  }
  keys.forEach(visit)
  return seen
}
const size = keys =>
  [...closure(keys)]
    .map(key => manifest[key].file)
    .filter(file => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0)

/** A part that is not there any more would weigh nothing, and the check would pass for the wrong reason. */
const found = (keys, what) => {
  if (keys.length === 0) {
    console.log(`budgets: ${what} is no part of its own any more`)
    process.exit(1)
  }
  return keys
}
const part = name =>
  found(
    Object.keys(manifest).filter(key => key.includes(`routes/${name}`) && key.includes('component')),
    name,
  )
const lazy = path =>
  found(
    Object.keys(manifest).filter(key => key.endsWith(path) && manifest[key].isDynamicEntry),
    path,
  )
const app = [entry, ...part('_app.tsx')]
const list = [...app, ...part('_app.f.$form.index.tsx')]
const desktop = [...list, ...lazy('records/desktop-list.tsx')]
const routes = [
  ['entry', [entry], 189],
  ['login', [entry, ...part('login.tsx')], 190],
  ['list', desktop, 279],
  ['phone', [...list, ...lazy('records/phone/phone-list.tsx')], 247],
  ['board', [...desktop, ...lazy('records/kanban/board.tsx')], 290],
  ['calendar', [...desktop, ...lazy('records/calendar/calendar-view.tsx')], 289],
  ['record', [...app, ...part('_app.f.$form.$id.tsx')], 264],
  ['import', [...app, ...part('_app.imports.$id.tsx')], 324],
  ['design', [entry, ...part('_design.tsx'), ...part('_design.design.$form.tsx')], 367],
]
let failed = false
for (const [name, keys, limit] of routes) {
  const kb = size(keys) / 1024
  const over = kb > limit
  failed ||= over
  console.log(
    `budgets: ${name.padEnd(8)} ${kb.toFixed(1).padStart(6)} KB gzip of ${limit}${over ? '  TOO HEAVY' : ''}`,
  )
}
// What few people open in a day comes when they do.
const late = [
  ...part('_app.imports.$id.tsx'),
  ...part('_design.design.$form.tsx'),
  ...lazy('records/timeline/write-anyone.tsx'),
]
for (const [name, keys] of [
  ['list', desktop],
  ['login', [entry, ...part('login.tsx')]],
]) {
  const first = closure(keys)
  for (const key of late.filter(key => first.has(key))) {
    failed = true
    console.log(`budgets: ${name} brings ${key} along, which is to come late`)
  }
}
process.exit(failed ? 1 : 0)
