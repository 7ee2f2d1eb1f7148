import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Dialog } from './dialog'

function Page({ told }: { told: string[] }) {
  const [open, setOpen] = useState(true)
  return (
    <>
      <button
        type="button"
        onClick={() => told.push('click')}
        onDoubleClick={() => told.push('double click')}
      >
        {'below'}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="ask">
        <button type="button" onClick={() => setOpen(false)}>
          {'go'}
        </button>
        <button type="button" onClick={() => told.push('stays')}>
          {'stay'}
        </button>
      </Dialog>
    </>
  )
}

function press(target: Element, detail: number) {
  fireEvent.mouseDown(target, { detail })
  fireEvent.mouseUp(target, { detail })
  fireEvent.click(target, { detail })
  if (detail === 2) fireEvent.doubleClick(target, { detail })
}

function opened() {
  const told: string[] = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  render(<Page told={told} />)
  return told
}

test('the second half of a double click does not fall through a dialog that the first closed', () => {
  const told = opened()
  press(screen.getByText('go'), 1)
  expect(screen.queryByText('go')).toBeNull()
  press(screen.getByText('below'), 2)
  expect(told).toEqual([])
})

test('the next click is another one', () => {
  const told = opened()
  press(screen.getByText('go'), 1)
  press(screen.getByText('below'), 1)
  press(screen.getByText('below'), 2)
  expect(told).toEqual(['click', 'click', 'double click'])
})

test('in a dialog that stays both halves are heard', () => {
  const told = opened()
  press(screen.getByText('stay'), 1)
  press(screen.getByText('stay'), 2)
  expect(told).toEqual(['stays', 'stays'])
})
