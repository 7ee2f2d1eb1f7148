import { expect, test } from 'vitest'
import en from '@/i18n/en/help.json'
import zh from '@/i18n/zh-CN/help.json'
import { KEY_TABLES } from '@/lib/shortcuts'
import { keysOf, type Topic, topicOf } from './topics'

const TOPICS: readonly Topic[] = [
  'home',
  'tasks',
  'notices',
  'list',
  'record',
  'import',
  'forms',
  'designer',
  'bin',
  'settings',
  'other',
]

test('a page finds its topic, a list is told from its records', () => {
  const paths = ['/', '/f/lead', '/f/lead/rec_1', '/settings/people', '/settings/recycle-bin', '/nowhere']
  expect(paths.map(topicOf)).toEqual(['home', 'list', 'record', 'settings', 'bin', 'other'])
})

test('every topic has its words, and every table of keys is told on some page', () => {
  for (const words of [zh, en]) for (const topic of TOPICS) expect(words.topic).toHaveProperty(topic)
  const told = new Set(TOPICS.flatMap(topic => keysOf(topic).map(({ name }) => name)))
  expect([...told].sort()).toEqual(Object.keys(KEY_TABLES).sort())
})
