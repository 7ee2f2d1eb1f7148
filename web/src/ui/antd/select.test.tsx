import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
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
  cleanup()
  vi.unstubAllGlobals()
})

const pick = async (typed: string, options: object[]) => {
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
  // How characters sound comes a moment after the list.
  await act(() => new Promise(done => setTimeout(done, 50)))
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
])('%s takes %s', async (typed, label) => {
  expect(await pick(typed, named('新线索', '已联系', '展会'))).toBe(`v-${label}`)
})

test('the name itself is taken before one that has it within', async () => {
  expect(await pick('Owner', named('Budget owner', 'Owner'))).toBe('v-Owner')
})

test('under headings too', async () => {
  const options = [...named('新线索'), { label: '客户', options: named('行业', '地区') }]
  expect(await pick('diqu', options)).toBe('v-地区')
})
