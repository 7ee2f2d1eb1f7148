import { afterEach, expect, test } from 'vitest'
import { fullTime } from './format'
import { deviceZone, fromWall, moment, offsetText, setZone, wall } from './zone'

const FOREIGN = deviceZone() === 'Asia/Tokyo' ? 'America/New_York' : 'Asia/Tokyo'
const HOURS = FOREIGN === 'Asia/Tokyo' ? '19:30' : '05:30'
const AT = '2026-11-21T10:30:00.000Z'

afterEach(() => setZone(null))

test('times are told in the chosen zone', () => {
  setZone(FOREIGN)
  expect(fullTime(AT)).toBe(`2026-11-21 ${HOURS}`)
  expect(moment(AT).valueOf()).toBe(Date.parse(AT))
})

test('what a picker shows comes back as the same moment', () => {
  setZone(FOREIGN)
  expect(wall(AT).format('HH:mm')).toBe(HOURS)
  expect(fromWall(wall(AT))).toBe(AT)
  expect(fromWall(wall(AT).add(1, 'day'))).toBe('2026-11-22T10:30:00.000Z')
})

test('an unknown zone is the device’s', () => {
  setZone('Mars/Base')
  expect(wall(AT).valueOf()).toBe(Date.parse(AT))
  expect(fromWall(wall(AT))).toBe(AT)
})

test('a zone is told with its distance', () => {
  expect(offsetText('Asia/Shanghai')).toBe('UTC+8')
})
