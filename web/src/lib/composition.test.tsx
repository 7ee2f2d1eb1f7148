import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { guardCompositions, useComposition } from './composition'

let now = 1000
const clock = () => now

function Field({ onEnter }: { onEnter: (text: string) => void }) {
  const [text, setText] = useState('')
  const composition = useComposition(undefined, clock)
  return (
    <input
      aria-label="field"
      value={text}
      onChange={event => setText(event.target.value)}
      {...composition.handlers}
      onKeyDown={event => {
        if (event.key === 'Enter' && !composition.isComposing(event)) onEnter(text)
      }}
    />
  )
}

function setUp() {
  const onEnter = vi.fn()
  const { unmount } = render(<Field onEnter={onEnter} />)
  return { onEnter, unmount, input: screen.getByLabelText('field') }
}

test('Enter during a composition is not ours', () => {
  const { onEnter, input, unmount } = setUp()
  fireEvent.compositionStart(input)
  fireEvent.keyDown(input, { key: 'Enter', isComposing: true, keyCode: 229 })
  expect(onEnter).not.toHaveBeenCalled()
  unmount()
})

test('Enter that ends a composition is not ours even when the browser ends it first', () => {
  const { onEnter, input, unmount } = setUp()
  fireEvent.compositionStart(input)
  fireEvent.compositionEnd(input)
  now += 5
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onEnter).not.toHaveBeenCalled()
  unmount()
})

test('the next Enter is ours', () => {
  const { onEnter, input, unmount } = setUp()
  fireEvent.compositionStart(input)
  fireEvent.compositionEnd(input)
  now += 400
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onEnter).toHaveBeenCalledOnce()
  unmount()
})

test('no text box of the page hears a key of a composition, also one that asks nobody', () => {
  const off = guardCompositions(window, clock)
  const onKey = vi.fn()
  const { unmount } = render(<input aria-label="careless" onKeyDown={event => onKey(event.key)} />)
  const input = screen.getByLabelText('careless')
  fireEvent.compositionStart(input)
  for (const key of ['Enter', 'Escape', 'Tab']) fireEvent.keyDown(input, { key, isComposing: true })
  fireEvent.keyDown(input, { key: 'Enter', keyCode: 229 })
  fireEvent.compositionEnd(input)
  now += 5
  // Not taken by anybody, and not left to the browser, which would send the form.
  expect(fireEvent.keyDown(input, { key: 'Enter' })).toBe(false)
  expect(onKey).not.toHaveBeenCalled()
  now += 400
  expect(fireEvent.keyDown(input, { key: 'Enter' })).toBe(true)
  fireEvent.keyDown(input, { key: 'a' })
  expect(onKey.mock.calls).toEqual([['Enter'], ['a']])
  unmount()
  off()
})
