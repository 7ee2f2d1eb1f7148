import { expect, test } from 'vitest'
import { i18n, setLanguage } from '@/i18n/setup'
import { greeting } from './greeting'

test('in the small hours nobody is wished a good evening, in either language', async () => {
  const at = (hour: number) => i18n.t(`home:${greeting(hour)}`, { name: '陈' })
  expect([3, 5].map(at)).toEqual(['陈，夜深了', '陈，夜深了'])
  await setLanguage('en')
  expect([3, 20].map(at)).toEqual(['It’s late, 陈', 'Good evening, 陈'])
})
