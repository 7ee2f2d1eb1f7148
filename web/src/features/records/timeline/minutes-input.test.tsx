import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { setLanguage } from '@/i18n/setup'
import { MinutesInput } from './minutes-input'

const shown = (of: 'call' | 'visit') => {
  const { container, unmount } = render(<MinutesInput of={of} value="" onChange={() => undefined} />)
  const name = screen.getByRole('textbox').getAttribute('aria-label')
  const seen = container.textContent
  unmount()
  return { seen, name }
}

test('how long it took says what took so long, to the eye and to a reader', async () => {
  expect(shown('call')).toEqual({ seen: '通话时长分钟', name: '通话时长（分钟）' })
  expect(shown('visit')).toEqual({ seen: '拜访时长分钟', name: '拜访时长（分钟）' })
  await setLanguage('en')
  expect(shown('visit')).toEqual({ seen: 'Visit lengthmin', name: 'Visit length (minutes)' })
})
