import { expect, test, vi } from 'vitest'
import { later } from './later'
import { aheadOfNeed, isMissingCode, onMissingCode, retryMissingCode } from './missing-code'

function world(answers: boolean, going = true) {
  const kept = new Map<string, string>()
  return {
    answers: () => Promise.resolve(answers),
    startOver: vi.fn(),
    isGoing: () => going,
    kept: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
  }
}

test('a page whose server is away is not started over, neither by us nor by the router', async () => {
  const away = world(false)
  const error = new Error('Failed to fetch dynamically imported module: /assets/x.js')
  const asked = onMissingCode(error, away)
  // The router looks at once, not when the server was asked.
  expect(away.kept.getItem(`tanstack_router_reload:${error.message}`)).toBe('1')
  await asked
  expect(away.startOver).not.toHaveBeenCalled()
  expect(isMissingCode(error)).toBe(true)
  await retryMissingCode(away)
  expect(away.startOver).not.toHaveBeenCalled()
})

test('a page of an older version is started over once; after that its person decides', async () => {
  const here = world(true)
  await onMissingCode(new Error('gone'), here)
  await onMissingCode(new Error('gone as well'), here)
  expect(here.startOver).toHaveBeenCalledTimes(1)
  await retryMissingCode(here)
  expect(here.startOver).toHaveBeenCalledTimes(2)
})

test('code that was fetched ahead and is missing starts no page over: somebody may be writing on it', async () => {
  const here = world(true)
  const error = new Error('gone')
  await expect(
    aheadOfNeed(async () => {
      await onMissingCode(error, here)
      throw error
    }),
  ).rejects.toThrow('gone')
  expect(here.startOver).not.toHaveBeenCalled()
  // Who then opens it is told, or gets the newer page.
  await onMissingCode(new Error('gone'), here)
  expect(here.startOver).toHaveBeenCalledTimes(1)
})

test('a part of a page that is missing starts no page over: its place offers to', async () => {
  const here = world(true)
  const part = later(async () => {
    await onMissingCode(new Error('gone'), here)
    throw new Error('gone')
  })
  await expect(part.fetch()).rejects.toThrow('gone')
  expect(here.startOver).not.toHaveBeenCalled()
})

test('what is missing on a page that nobody leaves starts it over for nothing', async () => {
  const here = world(true, false)
  await onMissingCode(new Error('gone'), here)
  expect(here.startOver).not.toHaveBeenCalled()
})
