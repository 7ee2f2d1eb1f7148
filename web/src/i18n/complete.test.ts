import { expect, test } from 'vitest'

type Words = { [key: string]: string | Words }
const files = import.meta.glob<Words>('./*/*.json', { eager: true, import: 'default' })
/** Plurals differ between languages: `key_one` and `key_other` are forms of `key`. */
const base = (key: string): string => key.replace(/_(one|other|zero)$/, '')
const flat = (words: Words, prefix = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : flat(value, `${prefix}${key}.`),
  )
const keysOf = (language: string): Set<string> =>
  new Set(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .flatMap(([path, words]) => flat(words, `${path.split('/').at(-1)}:`)),
  )

test('every word stands in both languages', () => {
  const zh = new Set([...keysOf('zh-CN')].map(base))
  const en = new Set([...keysOf('en')].map(base))
  expect([...zh].filter(key => !en.has(key))).toEqual([])
  expect([...en].filter(key => !zh.has(key))).toEqual([])
})

test('a number never stands before a plural that is said of one as well', () => {
  const said = (words: Words, prefix = ''): [string, string][] =>
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : said(value, `${prefix}${key}.`),
    )
  const numbers =
    /{{(count|rows|columns|fields|values|total|shown|decimals|records)}} (?!with |in |of )(?:[a-z]+ )?(?!this)[a-z]+s\b/
  const plural = Object.entries(files)
    .filter(([path]) => path.startsWith('./en/'))
    .flatMap(([path, words]) => said(words, `${path.split('/').at(-1)}:`))
    .filter(([key, value]) => numbers.test(value) && !/_(one|other)$/.test(key))
  expect(plural).toEqual([])
})

test('placeholders are the same in both languages', () => {
  const text = (language: string, key: string): string => {
    const [file = '', path = ''] = key.split(':')
    return path
      .split('.')
      .reduce<Words | string>(
        (node, part) => (typeof node === 'string' ? node : (node[part] ?? '')),
        files[`./${language}/${file}`] ?? {},
      ) as string
  }
  const marks = (value: string) => [...value.matchAll(/{{(\w+)(?:, inner)?}}/g)].map(match => match[1]).sort()
  const en = keysOf('en')
  const different = [...keysOf('zh-CN')].filter(
    key =>
      en.has(key) && JSON.stringify(marks(text('zh-CN', key))) !== JSON.stringify(marks(text('en', key))),
  )
  expect(different).toEqual([])
})
