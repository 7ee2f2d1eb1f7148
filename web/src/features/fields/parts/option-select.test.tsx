import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Field } from '@/api/types'
import { PhoneChoiceEditor } from '../choice/phone-editor'
import { OptionSelect } from './option-select'

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

const option = (code: string, label: string) => ({ id: code, code, label })
const field: Field = {
  id: 's',
  code: 'status',
  name: '状态',
  kind: {
    type: 'stage',
    options: [option('new', '新线索'), { ...option('converted', '已转化'), reachedBy: '转为客户' }],
  },
}
const shared = { field, form: 'lead', value: 'new', mode: 'form' as const, label: '状态' }

test('an option that an action leads to says so and is not picked', () => {
  const onChange = vi.fn()
  render(<OptionSelect {...shared} many={false} onChange={onChange} />)
  fireEvent.mouseDown(screen.getByRole('combobox'))
  fireEvent.click(screen.getByText('已转化'))
  expect(screen.getByText('请用“转为客户”')).toBeTruthy()
  expect(onChange).not.toHaveBeenCalled()
})

test('on a phone it is a button that cannot be pressed, and why stands below', () => {
  const onChange = vi.fn()
  render(<PhoneChoiceEditor {...shared} onChange={onChange} />)
  const button = screen.getByRole('button', { name: '已转化' }) as HTMLButtonElement
  expect(button.disabled).toBe(true)
  expect(screen.getByText('“已转化”由“转为客户”产生，请使用“转为客户”')).toBeTruthy()
})
