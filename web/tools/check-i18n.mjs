// Both languages hold the same keys, and every key the code names exists. Keys are written 'namespace:path'.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../src', import.meta.url))
const flatten = (node, prefix = '') =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
const load = language =>
  new Map(
    readdirSync(join(src, 'i18n', language)).flatMap(file => {
      const namespace = file.replace('.json', '')
      return flatten(JSON.parse(readFileSync(join(src, 'i18n', language, file), 'utf8'))).map(
        ([key, value]) => [`${namespace}:${key}`, value],
      )
    }),
  )
const base = key => key.replace(/_(one|other|zero)$/, '')
const zh = load('zh-CN')
const en = load('en')
const problems = []
const zhKeys = new Set([...zh.keys()].map(base))
const enKeys = new Set([...en.keys()].map(base))
for (const key of zhKeys) if (!enKeys.has(key)) problems.push(`en lacks ${key}`)
for (const key of enKeys) if (!zhKeys.has(key)) problems.push(`zh-CN lacks ${key}`)
for (const [key, value] of zh)
  if (/[您！]/.test(value)) problems.push(`zh-CN ${key}: no 您, no exclamation marks`)

const namespaces = new Set([...zhKeys].map(key => key.split(':')[0]))
const walk = folder =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : /\.tsx?$/.test(name) ? [path] : []
  })
const pattern = /['"`]([a-z-]+):([\w.$-]+?)(\.?\$\{[^`]*|)['"`]/g
for (const path of walk(src)) {
  for (const [, namespace, key, dynamic] of readFileSync(path, 'utf8').matchAll(pattern)) {
    if (!namespaces.has(namespace)) continue
    const full = `${namespace}:${key}`
    const known = dynamic ? [...zhKeys].some(candidate => candidate.startsWith(full)) : zhKeys.has(full)
    if (!known) problems.push(`${path.slice(src.length + 1)}: ${full} has no words`)
  }
}
for (const problem of problems) console.error(`i18n: ${problem}`)
console.log(`i18n: ${zhKeys.size} keys in two languages`)
process.exit(problems.length ? 1 : 0)
