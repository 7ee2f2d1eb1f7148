import { expect, test } from 'vitest'
import { addressProblem } from './address-problem'
import { answerWords } from './answer-words'

test('an address that nothing can be sent to says why', () => {
  expect(addressProblem('crm.example.com/hook')).toBe('no_scheme')
  expect(addressProblem('ftp://crm.example.com')).toBe('no_scheme')
  expect(addressProblem('https://')).toBe('no_host')
  expect(addressProblem('https://a b')).toBe('no_host')
  expect([addressProblem(''), addressProblem(' http://10.0.0.4:9000/hook ')]).toEqual([undefined, undefined])
})

test('what the receiver said is told, and how often it was tried', () => {
  expect(answerWords({ attempts: 1, answer: '204' })).toBe('204')
  expect(answerWords({ attempts: 3, answer: 'connection refused' })).toBe('connection refused · 已试 3 次')
  const next_at = new Date(Date.now() + 10 * 60_000 + 5_000).toISOString()
  expect(answerWords({ attempts: 1, answer: '500', next_at })).toMatch(/^500 · 下次 /)
  expect(answerWords({ attempts: 0, answer: '' })).toBe('')
})
