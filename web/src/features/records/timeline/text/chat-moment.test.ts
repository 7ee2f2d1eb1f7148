import dayjs from 'dayjs'
import { afterEach, expect, test, vi } from 'vitest'
import { momentOf } from './chat-moment'

afterEach(() => {
  vi.restoreAllMocks()
})

const read = (...languages: string[]) => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
  const at = (text: string) => momentOf(text, dayjs('2026-11-21T12:00:00'))?.format('YYYY-MM-DD HH:mm')
  return ['03/04/2026, 10:11', '13/04/2026, 10:11', '04/13/2026, 10:11'].map(at)
}

test('the figures of a copied conversation are read as the region writes them', () => {
  const certain = ['2026-04-13 10:11', '2026-04-13 10:11']
  expect(read('en-SG')).toEqual(['2026-04-03 10:11', ...certain])
  expect(read('en-US')).toEqual(['2026-03-04 10:11', ...certain])
})
