import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Field } from '@/api/types'
import { NumberFilter } from './filter-number'

test('what is left in a condition and is no number says so; half a number being typed does not', () => {
  const onChange = vi.fn()
  const field = { id: 'a', code: 'amount', name: {}, kind: { type: 'number' } } as unknown as Field
  render(<NumberFilter field={field} form="lead" op="gt" value="" onChange={onChange} label="金额" />)
  const box = screen.getByLabelText('金额')
  const type = (value: string) => fireEvent.change(box, { target: { value } })
  type('12,50')
  expect(box.getAttribute('aria-invalid')).toBeNull()
  fireEvent.blur(box)
  expect(box.getAttribute('aria-invalid')).toBe('true')
  expect(onChange).not.toHaveBeenCalled()
  type('1,250')
  expect(box.getAttribute('aria-invalid')).toBeNull()
  expect(onChange).toHaveBeenLastCalledWith('1250')
})
