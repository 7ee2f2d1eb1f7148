import type { Selected } from '@/lib/put-text'

const put = ({ text, from, to }: Selected, words: string): string =>
  text.slice(0, from) + words + text.slice(to)

/** Makes the selection bold, or plain where it is bold already. With nothing selected the caret goes between the marks. */
export function bold(selected: Selected): Selected {
  const { text, from, to } = selected
  if (text.slice(from - 2, from) === '**' && text.slice(to, to + 2) === '**') {
    const plain = text.slice(0, from - 2) + text.slice(from, to) + text.slice(to + 2)
    return { text: plain, from: from - 2, to: to - 2 }
  }
  return { text: put(selected, `**${text.slice(from, to)}**`), from: from + 2, to: to + 2 }
}

/** Puts a mark before every selected line, or takes it away where all have it. */
export function lines(selected: Selected, mark: '- ' | '> '): Selected {
  const { text } = selected
  const from = text.lastIndexOf('\n', selected.from - 1) + 1
  const end = text.indexOf('\n', selected.to)
  const to = end < 0 ? text.length : end
  const all = text.slice(from, to).split('\n')
  const marked = all.every(line => line.startsWith(mark))
  const now = all.map(line => (marked ? line.slice(mark.length) : mark + line)).join('\n')
  const first = marked ? -mark.length : mark.length
  return {
    text: put({ text, from, to }, now),
    from: Math.max(from, selected.from + first),
    to: Math.max(from, selected.to + now.length - (to - from)),
  }
}

/** Makes the selection a link; what is to be typed next is selected: the address, or the words of an address. */
export function link(selected: Selected): Selected {
  const { text, from, to } = selected
  const words = text.slice(from, to)
  if (/^https?:\/\/\S+$/.test(words)) {
    return { text: put(selected, `[](${words})`), from: from + 1, to: from + 1 }
  }
  const at = from + words.length + 3
  return { text: put(selected, `[${words}](https://)`), from: at, to: at + 8 }
}
