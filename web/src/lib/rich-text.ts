import { type Named, partsOf } from './mention'

/** Words in a line: plain, bold, a link, or a person. */
export type Word =
  | { is: 'text'; text: string }
  | { is: 'bold'; words: Word[] }
  | { is: 'link'; text: string; href: string }
  | { is: 'mention'; name: string }

/** A text taken apart. Paragraphs keep their line breaks and blanks as they are. */
export type Block =
  | { is: 'words'; words: Word[] }
  | { is: 'list'; ordered: boolean; start: number; items: Word[][] }
  | { is: 'quote'; words: Word[] }

const ITEM = /^- (?=\S)/
const NUMBERED = /^(\d{1,3})\. (?=\S)/
const QUOTE = /^> ?/

type LineKind = Block['is'] | 'numbers'

function kindOf(line: string): LineKind {
  if (ITEM.test(line)) return 'list'
  if (NUMBERED.test(line)) return 'numbers'
  return QUOTE.test(line) && line.length > 1 ? 'quote' : 'words'
}

/** The small part of Markdown that people write in follow-ups: bold, links, lists, quotes. All else is text. */
export function blocksOf(text: string, people: readonly Named[] = []): Block[] {
  const runs: { kind: LineKind; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const kind = kindOf(line)
    const last = runs.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else runs.push({ kind, lines: [line] })
  }
  return runs.map(({ kind, lines }) => {
    const bare = (mark: RegExp) => lines.map(line => line.replace(mark, ''))
    if (kind === 'words') return { is: 'words', words: wordsOf(lines.join('\n'), people) }
    if (kind === 'quote') return { is: 'quote', words: wordsOf(bare(QUOTE).join('\n'), people) }
    const ordered = kind === 'numbers'
    const items = bare(ordered ? NUMBERED : ITEM).map(line => wordsOf(line, people))
    return { is: 'list', ordered, start: Number(NUMBERED.exec(lines[0] ?? '')?.[1] ?? 1), items }
  })
}

const MARKS =
  /\*\*(?=\S)([^*\n]*[^*\s])\*\*|(?<!@)\[([^[\]\n]{1,200})\]\(((?:https?:\/\/|mailto:)[^\s()<>"]{1,2000})\)|(https?:\/\/[^\s<>"'，。；、！？（）()【】]+)/g

function wordsOf(text: string, people: readonly Named[]): Word[] {
  const words: Word[] = []
  let at = 0
  for (const found of text.matchAll(MARKS)) {
    const [whole, bold, label, href, bare] = found
    words.push(...plain(text.slice(at, found.index), people))
    if (bold !== undefined) words.push({ is: 'bold', words: plain(bold, people) })
    else if (href) words.push({ is: 'link', text: label ?? href, href })
    else if (bare) {
      // A full stop behind an address is the sentence's.
      const address = bare.replace(/[.,;:!?]+$/, '')
      words.push({ is: 'link', text: address, href: address })
      if (address !== bare) words.push({ is: 'text', text: bare.slice(address.length) })
    }
    at = found.index + whole.length
  }
  words.push(...plain(text.slice(at), people))
  return words
}

function plain(text: string, people: readonly Named[]): Word[] {
  return partsOf(text, people).map(part =>
    'mention' in part ? { is: 'mention', name: part.mention } : { is: 'text', text: part.text },
  )
}

const said = (word: Word): string => {
  if (word.is === 'bold') return word.words.map(said).join('')
  return word.is === 'mention' ? `@${word.name}` : word.text
}

/** The text as it is read, without its marks: for previews. */
export function plainText(text: string, people: readonly Named[] = []): string {
  return blocksOf(text, people)
    .flatMap(block => (block.is === 'list' ? block.items : [block.words]))
    .map(words => words.map(said).join(''))
    .join('\n')
}
