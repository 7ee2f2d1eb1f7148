/** What a page's help speaks of. */
export type Topic =
  | 'home'
  | 'tasks'
  | 'notices'
  | 'list'
  | 'record'
  | 'import'
  | 'forms'
  | 'settings'
  | 'other'

/** Keys with what they do; the words stand under `keys` in help.json. */
export type KeyLine = readonly [keys: readonly string[], what: string]

const EVERYWHERE: readonly KeyLine[] = [
  [['mod+K'], 'palette'],
  [['mod+\\'], 'navigation'],
  [['?'], 'help'],
  [['Esc'], 'close'],
]

const LIST: readonly KeyLine[] = [
  [['↑', '↓', '←', '→'], 'move'],
  [['Enter'], 'edit'],
  [['mod+Enter'], 'open'],
  [['Space'], 'select'],
  [['mod+A'], 'all'],
  [['mod+C', 'mod+V'], 'copy'],
  [['mod+D'], 'fill'],
  [['mod+Z'], 'undo'],
]

const TASKS: readonly KeyLine[] = [
  [['J', 'K'], 'row'],
  [['Space'], 'tick'],
  [['N'], 'new_task'],
  [['E'], 'edit'],
  [['Enter'], 'open'],
]

const PLACES: readonly [RegExp, Topic][] = [
  [/^\/$/, 'home'],
  [/^\/(tasks|todo|team)/, 'tasks'],
  [/^\/notices/, 'notices'],
  [/^\/f\/[^/]+\/[^/]+/, 'record'],
  [/^\/f\//, 'list'],
  [/^\/imports/, 'import'],
  [/^\/forms/, 'forms'],
  [/^\/settings/, 'settings'],
]

export const topicOf = (pathname: string): Topic =>
  PLACES.find(([place]) => place.test(pathname))?.[1] ?? 'other'

/** Tables of keys for a topic: the page's own first. */
export function keysOf(topic: Topic): { name: 'page' | 'everywhere'; lines: readonly KeyLine[] }[] {
  const own = topic === 'list' ? LIST : topic === 'tasks' ? TASKS : []
  const everywhere = { name: 'everywhere', lines: EVERYWHERE } as const
  return own.length > 0 ? [{ name: 'page', lines: own }, everywhere] : [everywhere]
}
