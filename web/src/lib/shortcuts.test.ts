import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import en from '@/i18n/en/help.json'
import zh from '@/i18n/zh-CN/help.json'
import { KEY_TABLES, type KeyTable } from './shortcuts'

const SRC = join(import.meta.dirname, '..')
const TABLES: readonly KeyTable[] = Object.values(KEY_TABLES)

/** What people call the keys that the browser names otherwise. */
const CALLED: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  delete: 'Del',
  backspace: 'Del',
  f2: 'F2',
  ' ': 'Space',
}
/** What these do in a control needs no telling. */
const EXPECTED = new Set(['Enter', 'Esc'])
/** Controls that are worked as every control of their kind, or say their keys themselves. */
const CONTROLS = new Set([
  'ui/antd/held-key.ts',
  'ui/menu.tsx',
  'ui/pick-list.tsx',
  'ui/focus.ts',
  'features/settings/avatar-dialog.tsx',
  'features/form-designer/field-right.tsx',
  'features/fields/date/typed-date.tsx',
  'features/fields/parts/editor-place.tsx',
])

function called(name: string): string | undefined {
  const plain = name.replace('\\\\', '\\')
  const known = CALLED[plain.toLowerCase()]
  return known ?? ([...plain].length === 1 ? plain.toUpperCase() : undefined)
}

/** The keys that a file compares with, as people call them. */
function keysIn(code: string): Set<string> {
  if (!/keydown|KeyboardEvent|usePageKeys|\.key\b|KeyLike|arrow: string|key: string/i.test(code))
    return new Set()
  const names = [
    ...code.matchAll(
      /\b(?:key|event\.key|key\.toLowerCase\(\)|event\.key\.toLowerCase\(\)) [!=]== '([^']+)'/g,
    ),
    ...code.matchAll(/\bcase '((?:Arrow|Page)\w+|Home|End|Enter|Escape|Tab|Delete|Backspace| |\S)':/g),
    ...code.matchAll(/\b((?:Arrow|Page)(?:Up|Down|Left|Right)|Home|End|arrowup|arrowdown):/g),
  ]
  return new Set(names.map(([, name = '']) => called(name)).filter(name => name !== undefined))
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesOf(path)
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [path] : []
  })

const last = (combo: string): string => (combo.endsWith('+') ? '+' : (combo.split('+').at(-1) ?? combo))

test('every key that the product listens to is told', () => {
  const untold: string[] = []
  for (const path of filesOf(SRC)) {
    const file = path.slice(SRC.length + 1)
    if (CONTROLS.has(file) || file.startsWith('lib/') || file.startsWith('api/generated')) continue
    const told = new Set(
      TABLES.filter(table => table.files.includes(file)).flatMap(table =>
        table.lines.flatMap(([keys]) => keys.map(last)),
      ),
    )
    for (const key of keysIn(readFileSync(path, 'utf8')))
      if (!told.has(key) && !EXPECTED.has(key)) untold.push(`${file}: ${key}`)
  }
  expect(untold).toEqual([])
})

test('no key is told that nothing listens to', () => {
  /** Begun by writing, or by the browser itself. */
  const elsewhere = new Set(['C', 'V', '@', '/'])
  for (const { name, lines, files } of TABLES) {
    const heard = new Set(files.flatMap(file => [...keysIn(readFileSync(join(SRC, file), 'utf8'))]))
    for (const [keys] of lines)
      for (const key of keys.map(last))
        if (!EXPECTED.has(key) && !elsewhere.has(key)) expect(heard, `${name}: ${key}`).toContain(key)
  }
})

test('every table and every key has its words in both languages', () => {
  for (const words of [zh, en]) {
    for (const { name, lines } of TABLES) {
      expect(words.keys_of).toHaveProperty(name)
      for (const [, what] of lines) expect(words.keys).toHaveProperty(what)
    }
  }
})
