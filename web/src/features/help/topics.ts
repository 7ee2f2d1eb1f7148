import { KEY_TABLES, type KeyTable } from '@/lib/shortcuts'

/** What a page's help speaks of. */
export type Topic =
  | 'home'
  | 'tasks'
  | 'notices'
  | 'list'
  | 'record'
  | 'import'
  | 'forms'
  | 'designer'
  | 'bin'
  | 'settings'
  | 'other'

const PLACES: readonly [RegExp, Topic][] = [
  [/^\/$/, 'home'],
  [/^\/(tasks|todo|team)/, 'tasks'],
  [/^\/notices/, 'notices'],
  [/^\/f\/[^/]+\/[^/]+/, 'record'],
  [/^\/f\//, 'list'],
  [/^\/imports/, 'import'],
  [/^\/forms/, 'forms'],
  [/^\/design\//, 'designer'],
  [/^\/settings\/recycle-bin/, 'bin'],
  [/^\/settings/, 'settings'],
]

export const topicOf = (pathname: string): Topic =>
  PLACES.find(([place]) => place.test(pathname))?.[1] ?? 'other'

/** Where on the page one may be. */
const TABLES: Partial<Record<Topic, readonly (keyof typeof KEY_TABLES)[]>> = {
  tasks: ['tasks'],
  list: ['list', 'board', 'calendar', 'writing'],
  record: ['record', 'writing'],
  import: ['import'],
  designer: ['designer'],
  bin: ['bin'],
}

/** Tables of keys for a topic: the page's own first. A designer has the window to itself. */
export const keysOf = (topic: Topic): readonly KeyTable[] =>
  [...(TABLES[topic] ?? []), ...(topic === 'designer' ? [] : (['everywhere'] as const))].map(
    name => KEY_TABLES[name],
  )
