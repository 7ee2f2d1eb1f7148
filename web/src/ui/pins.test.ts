import { expect, test } from 'vitest'
import type { Pin } from '@/api/preferences'
import { isPinned, MOST_PINS, turned } from './pins'

const lead: Pin = { form: 'lead', record: 'rec_1', name: '海达机械' }
const view: Pin = { form: 'lead', view: 'mine', name: '我的线索' }

test('a pin is put in and taken out again', () => {
  const pins = turned(turned([], lead), view)
  expect(pins).toEqual([lead, view])
  expect(turned(pins, { ...lead, name: 'renamed since' })).toEqual([view])
  expect([isPinned(pins, view), isPinned(pins, { form: 'lead' })]).toEqual([true, false])
})

test('the oldest gives way', () => {
  const many = Array.from({ length: MOST_PINS }, (_, n): Pin => ({ form: 'lead', record: `r${n}`, name: '' }))
  const pins = turned(many, lead)
  expect(pins).toHaveLength(MOST_PINS)
  expect(isPinned(pins, { form: 'lead', record: 'r0' })).toBe(false)
})
