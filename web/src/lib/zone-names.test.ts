import { beforeAll, expect, test } from 'vitest'
import { loadSounds } from './fit'
import { namedZones, zoneFit } from './zone-names'

beforeAll(loadSounds)

const NOW = Date.parse('2026-11-22T12:00:00Z')
const zones = namedZones('', 'zh-CN', 'Asia/Singapore', NOW)
const found = (typed: string) =>
  zones
    .flatMap(zone => {
      const fit = zoneFit(zone, typed)
      return fit === undefined ? [] : [{ zone: zone.zone, fit }]
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ zone }) => zone)

test.each([
  ['上海', 'Asia/Shanghai'],
  ['伦敦', 'Europe/London'],
  ['纽约', 'America/New_York'],
  ['beijing', 'Asia/Shanghai'],
  ['北京', 'Asia/Shanghai'],
  ['new york', 'America/New_York'],
  ['旧金山', 'America/Los_Angeles'],
  ['niuyue', 'America/New_York'],
  ['中国标准时间', 'Asia/Shanghai'],
  ['Eastern Time', 'America/New_York'],
  ['America/Halifax', 'America/Halifax'],
])('%s is found by its name', (typed, zone) => expect(found(typed)[0]).toBe(zone))

test('a distance from UTC finds the zones of that distance, the usual ones first', () => {
  const ahead = found('+8')
  expect(ahead.slice(0, 2)).toEqual(['Asia/Singapore', 'Asia/Shanghai'])
  expect(ahead.indexOf('Antarctica/Casey')).toBeGreaterThan(ahead.indexOf('Australia/Perth'))
  expect(found('UTC+8')).toEqual(ahead)
  expect(found('东八区')).toEqual(ahead)
  expect(zones.filter(({ zone }) => ahead.includes(zone)).every(({ offset }) => offset === 480)).toBe(true)
  expect(found('+5:30')[0]).toMatch(/^Asia\/(Kolkata|Calcutta)$/)
})

test('the own zone stands first, then the nearest of the usual ones, with what the clock says there', () => {
  expect(zones[0]).toMatchObject({ zone: 'Asia/Singapore', label: '新加坡 (UTC+8)' })
  expect(zones[1]).toMatchObject({ zone: 'Asia/Shanghai', label: '上海、北京 (UTC+8)' })
  const english = namedZones('', 'en', 'Europe/London', NOW)
  expect(english[0]?.label).toBe('London (UTC+0)')
  expect(english.find(({ zone }) => zone === 'America/New_York')?.label).toBe('New York (UTC-5)')
  expect(new Set(zones.map(({ zone }) => zone)).size).toBe(zones.length)
})

test('a zone that was chosen is offered as it was, under an older name as well', () => {
  const of = (chosen: string) =>
    namedZones(chosen, 'en', 'UTC', NOW).filter(({ label }) => /Kolkata/.test(label))
  expect(of('Asia/Calcutta').map(({ zone }) => zone)).toEqual(['Asia/Calcutta'])
  expect(of('Asia/Kolkata').map(({ zone }) => zone)).toEqual(['Asia/Kolkata'])
})
