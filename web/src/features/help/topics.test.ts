import { expect, test } from 'vitest'
import en from '@/i18n/en/help.json'
import zh from '@/i18n/zh-CN/help.json'
import { keysOf, type Topic, topicOf } from './topics'

const TOPICS: readonly Topic[] = [
  'home',
  'tasks',
  'notices',
  'list',
  'record',
  'import',
  'forms',
  'settings',
  'other',
]

test('a page finds its topic, a list is told from its records', () => {
  expect(['/', '/f/lead', '/f/lead/rec_1', '/settings/people', '/nowhere'].map(topicOf)).toEqual([
    'home',
    'list',
    'record',
    'settings',
    'other',
  ])
})

test('every topic and every key has its words', () => {
  for (const words of [zh, en]) {
    for (const topic of TOPICS) {
      expect(words.topic).toHaveProperty(topic)
      for (const { lines } of keysOf(topic)) {
        for (const [, what] of lines) expect(words.keys).toHaveProperty(what)
      }
    }
  }
})
