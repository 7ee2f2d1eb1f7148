import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { currencies, currencyText } from './currencies'

test('what is offered is what the server takes, and one that is chosen already', () => {
  const server = readFileSync(
    resolve(import.meta.dirname, '../../../crates/engines/src/forms/currencies.rs'),
    'utf8',
  )
  const [, inUse = ''] = server.match(/IN_USE: &str = "([^"]+)"/) ?? []
  const known = inUse.split(/[\s\\]+/).filter(Boolean)
  expect(known.length).toBeGreaterThan(100)
  expect([...currencies('')].sort()).toEqual(known.sort())
  expect(currencies('DEM')).toContain('DEM')
})

test('a currency is called by its name in the language and by its code', () => {
  expect(currencyText('SGD', 'zh-CN')).toBe('新加坡元 SGD')
  expect(currencyText('SGD', 'en')).toBe('Singapore Dollar SGD')
  expect(currencyText('', 'en')).toBe('')
})
