// Components stay under 250 lines, and features reach each other only through `fields` and `designer`, which are shared.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../src', import.meta.url))
const walk = folder =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : /\.tsx?$/.test(name) ? [path] : []
  })
const problems = []
for (const path of walk(src)) {
  const name = relative(src, path)
  if (name.includes('generated') || name.includes('routeTree')) continue
  const text = readFileSync(path, 'utf8')
  const lines = text.split('\n').length
  const most = name.endsWith('.tsx') ? 250 : 400
  if (lines > most) problems.push(`${name}: ${lines} lines, at most ${most}`)
  const own = name.match(/^features\/([\w-]+)\//)?.[1]
  for (const [, target] of text.matchAll(/from '@\/features\/([\w-]+)\//g)) {
    if (target === 'fields' || target === 'designer' || target === own || name.startsWith('routes/')) continue
    problems.push(`${name}: must not import features/${target}`)
  }
  if (!own || own === 'fields') {
    for (const [, target] of text.matchAll(/from '@\/features\/([\w-]+)\//g)) {
      if (own === 'fields' && target !== 'fields')
        problems.push(`${name}: fields must not import features/${target}`)
    }
  }
}
for (const problem of problems) console.error(`sizes: ${problem}`)
process.exit(problems.length ? 1 : 0)
