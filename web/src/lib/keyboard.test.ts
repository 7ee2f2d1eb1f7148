import { afterEach, expect, test, vi } from 'vitest'
import { coveredBelow, watchKeyboard } from './keyboard'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

test('a keyboard covers what is missing below', () => {
  expect(coveredBelow(844, 508, 0)).toBe(336)
  expect(coveredBelow(844, 508, 120)).toBe(216)
})

test('the bar of a browser is no keyboard', () => {
  expect(coveredBelow(844, 788, 0)).toBe(0)
})

test('when the keyboard comes, what one types in is brought above it, once', () => {
  const seen = Object.assign(new EventTarget(), { height: innerHeight, offsetTop: 0, scale: 1 })
  vi.stubGlobal('visualViewport', seen)
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run())
  const field = document.createElement('input')
  const brought = vi.fn()
  field.scrollIntoView = brought
  document.body.append(field)
  field.focus()
  watchKeyboard()
  seen.height = innerHeight - 300
  seen.dispatchEvent(new Event('resize'))
  expect(document.documentElement.style.getPropertyValue('--keyboard')).toBe('300px')
  expect(brought).toHaveBeenCalledTimes(1)
  // Who scrolls on meanwhile is left alone, and a keyboard that goes moves nothing.
  seen.dispatchEvent(new Event('scroll'))
  seen.height = innerHeight
  seen.dispatchEvent(new Event('resize'))
  expect(brought).toHaveBeenCalledTimes(1)
})
