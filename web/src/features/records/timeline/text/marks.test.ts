import { expect, test } from 'vitest'
import type { Selected } from '@/lib/put-text'
import { bold, lines, link } from './marks'

/** `|` marks the ends of the selection. */
const read = (marked: string): Selected => {
  const [before = '', inside = '', after] = marked.split('|')
  return after === undefined
    ? { text: before + inside, from: before.length, to: before.length }
    : { text: before + inside + after, from: before.length, to: before.length + inside.length }
}
const shown = ({ text, from, to }: Selected): string =>
  from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`

test('what is selected becomes bold and plain again', () => {
  const made = bold(read('要|月底|报价'))
  expect(shown(made)).toBe('要**|月底|**报价')
  expect(shown(bold(made))).toBe('要|月底|报价')
  expect(shown(bold(read('要|')))).toBe('要**|**')
})

test('selected lines become a list and words again', () => {
  const made = lines(read('零\n一|一\n二|二\n三'), '- ')
  expect(shown(made)).toBe('零\n- 一|一\n- 二|二\n三')
  expect(shown(lines(made, '- '))).toBe('零\n一|一\n二|二\n三')
  expect(shown(lines(read('|'), '> '))).toBe('> |')
})

test('a link waits for its address, an address for its words', () => {
  expect(shown(link(read('看|图纸|')))).toBe('看[图纸](|https://|)')
  expect(shown(link(read('|https://a.example|')))).toBe('[|](https://a.example)')
})
