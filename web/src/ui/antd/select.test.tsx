import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Select } from './select'

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

const pick = (typed: string, options: object[]) => {
  const onChange = vi.fn()
  render(
    <Select
      aria-label="x"
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={onChange}
    />,
  )
  const box = screen.getByRole('combobox')
  fireEvent.mouseDown(box)
  fireEvent.change(box, { target: { value: typed } })
  fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, which: 13 })
  return onChange.mock.calls[0]?.[0]
}
const named = (...labels: string[]) => labels.map(label => ({ value: `v-${label}`, label }))

test.each([
  ['yilian', '已联系'],
  ['zhan', '展会'],
  ['zhanhui', '展会'],
  ['zh', '展会'],
  ['会', '展会'],
])('%s takes %s', (typed, label) => {
  expect(pick(typed, named('新线索', '已联系', '展会'))).toBe(`v-${label}`)
})

test('the name itself is taken before one that has it within', () => {
  expect(pick('Owner', named('Budget owner', 'Owner'))).toBe('v-Owner')
})

test('under headings too', () => {
  const options = [...named('新线索'), { label: '客户', options: named('行业', '地区') }]
  expect(pick('diqu', options)).toBe('v-地区')
})
