import { expect, test } from 'vitest'
import { startWork } from './progress'

/** Whether whoever leaves the page now is asked first. */
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('whoever leaves while work goes on is asked first, and nobody after it', () => {
  expect(asks()).toBe(false)
  const work = startWork('修改', 2)
  expect(asks()).toBe(true)
  work.end()
  expect(asks()).toBe(false)
})
