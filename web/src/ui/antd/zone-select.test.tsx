import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ZoneSelect } from './zone-select'

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const options = () => [...document.querySelectorAll('.ant-select-item-option')].map(one => one.textContent)

test('no zone at all stands first until something is typed, then what answers it', () => {
  const onChange = vi.fn()
  render(<ZoneSelect label="时区" none="跟随本机" value="" onChange={onChange} />)
  const input = screen.getByLabelText('时区')
  fireEvent.mouseDown(input)
  expect(options()[0]).toBe('跟随本机')
  fireEvent.change(input, { target: { value: '伦敦' } })
  expect(options()).toEqual([expect.stringMatching(/^伦敦 \(UTC\+[01]\)$/)])
  fireEvent.keyDown(input, { key: 'Enter', keyCode: 13 })
  expect(onChange.mock.calls[0]?.[0]).toBe('Europe/London')
})
