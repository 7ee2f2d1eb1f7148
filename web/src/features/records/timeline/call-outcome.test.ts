import { expect, test } from 'vitest'
import { callText, minutesBetween, readMinutes } from './call-outcome'

test('the outcome is a follow-up by itself, words come behind it', () => {
  expect(callText('未接', ' ')).toBe('未接')
  expect(callText('接通', ' 要报价 ')).toBe('接通：要报价')
  expect(callText(undefined, '要报价')).toBe('要报价')
})

test('a call lasts a minute at least, and none lasts all afternoon', () => {
  expect(minutesBetween(0, 5_000)).toBe(1)
  expect(minutesBetween(0, 5 * 60_000)).toBe(5)
  expect(minutesBetween(0, 4 * 3_600_000)).toBeUndefined()
})

test('minutes are whole and positive', () => {
  expect(readMinutes('15')).toBe(15)
  expect(readMinutes('')).toBeUndefined()
  expect(readMinutes('0')).toBeUndefined()
  expect(readMinutes('1.5')).toBeUndefined()
  expect(readMinutes('9999')).toBeUndefined()
})
