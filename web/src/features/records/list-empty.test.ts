import { expect, test } from 'vitest'
import type { Me } from '@/api/types'
import { emptyTitle } from './list-empty'

const who = (administer: boolean) => ({ permissions: { administer } }) as Me

test('whoever may see only some of the records is not told that there are none', () => {
  expect(emptyTitle(who(false))).toBe('records:empty.title_own')
  expect(emptyTitle(who(true))).toBe('records:empty.title')
})
