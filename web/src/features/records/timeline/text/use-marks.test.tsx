import { fireEvent, render, screen } from '@testing-library/react'
import { useRef, useState } from 'react'
import { expect, test } from 'vitest'
import { useMarks } from './use-marks'

function Box() {
  const [text, setText] = useState('月底前报价')
  const area = useRef<HTMLTextAreaElement>(null)
  const marks = useMarks(area, text, setText)
  return <textarea ref={area} value={text} onKeyDown={marks.onKey} onChange={e => setText(e.target.value)} />
}

test('what was marked is selected before the next key, which a quick hand presses at once', () => {
  render(<Box />)
  const area = screen.getByRole<HTMLTextAreaElement>('textbox')
  area.setSelectionRange(0, 5)
  fireEvent.keyDown(area, { key: 'b', ctrlKey: true })
  expect(area.value).toBe('**月底前报价**')
  expect([area.selectionStart, area.selectionEnd]).toEqual([2, 7])
})
