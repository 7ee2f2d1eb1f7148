import { expect, test } from 'vitest'
import { addressFor } from './address-for'

const LAN = ['http://192.168.1.8:8080', 'http://10.0.0.4:8080']

test('what the browser came by holds for others, unless it is its own machine', () => {
  expect(addressFor('http://crm.local:8080', LAN)).toBe('http://crm.local:8080')
  for (const own of ['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])
    expect(addressFor(own, LAN)).toBe('http://192.168.1.8:8080')
})

test('where no address is known none is made up', () => {
  expect(addressFor('http://127.0.0.1:8080', [])).toBeUndefined()
})
