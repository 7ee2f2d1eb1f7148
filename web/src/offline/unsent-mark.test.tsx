import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import '@/i18n/setup'
import { CellMark } from './unsent-mark'

test('the mark of what waits stands opposite to the value', () => {
  const { rerender } = render(<CellMark going={false} end />)
  expect(screen.getByRole('button').className).toContain('left-0')
  rerender(<CellMark going={false} end={false} />)
  expect(screen.getByRole('button').className).toContain('right-0')
})
