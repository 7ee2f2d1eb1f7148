import { expect, test } from 'vitest'
import { deviceOf } from './device-name'

const like =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36'

test('a browser is named by itself and not by those it pretends to be', () => {
  expect(deviceOf(like)).toEqual({ name: 'Chrome · Windows', phone: false })
  expect(deviceOf(`${like} Edg/131.0`).name).toBe('Edge · Windows')
  expect(deviceOf(`${like} wxwork/4.1 MicroMessenger/7.0`).name).toBe('企业微信 · Windows')
})

test('a phone is told from a desk', () => {
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1'
  expect(deviceOf(phone)).toEqual({ name: 'Safari · iPhone', phone: true })
})

test('what is unknown has no name', () => {
  expect(deviceOf('')).toEqual({ name: '', phone: false })
  expect(deviceOf('ureq/3').name).toBe('')
})
