import { expect, test } from 'vitest'
import { isPlace, mapLink } from './map-link'

const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/131.0 Mobile Safari/537.36'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1'
const PLACE = '%E6%B2%B3%E6%BB%A8%E8%B7%AF1%E5%8F%B7'

test('an address opens the map of the phone', () => {
  expect(mapLink('河滨路1号', ANDROID)).toBe(`geo:0,0?q=${PLACE}`)
  expect(mapLink(' 河滨路1号 ', IPHONE)).toBe(`https://maps.apple.com/?q=${PLACE}`)
})

test('inside 企业微信 it opens a page, which may open the map', () => {
  expect(mapLink('河滨路1号', `${ANDROID} wxwork/4.1`)).toBe(`https://uri.amap.com/search?keyword=${PLACE}`)
})

test('on a desktop it stays text', () => {
  expect(mapLink('河滨路1号', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0')).toBeUndefined()
  expect(mapLink('  ', ANDROID)).toBeUndefined()
})

test('a place is told by its name, a mailbox is none', () => {
  const text = { type: 'text' }
  expect(isPlace({ code: 'address', name: {}, kind: text })).toBe(true)
  expect(isPlace({ code: 'f1', name: { 'zh-CN': '送货地址' }, kind: text })).toBe(true)
  expect(isPlace({ code: 'f2', name: { 'zh-CN': '邮箱地址' }, kind: text })).toBe(false)
  expect(isPlace({ code: 'f3', name: { 'zh-CN': '备注' }, kind: text })).toBe(false)
})
