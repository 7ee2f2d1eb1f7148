/** A person named in a text being written: shown by name, sent with the id. */
export interface Named {
  id: string
  name: string
}

/** The name being typed behind an @ before the caret; none when nobody is being mentioned. */
export function soughtBefore(text: string, caret: number): { from: number; sought: string } | undefined {
  const before = text.slice(0, caret)
  const found = /(?:^|[^\w.])@([^\s@[\]()]{0,20})$/.exec(before)
  return found ? { from: caret - (found[1]?.length ?? 0) - 1, sought: found[1] ?? '' } : undefined
}

/** The text with the name in place of what was typed, and where the caret goes. */
export function withName(
  text: string,
  from: number,
  caret: number,
  name: string,
): { text: string; caret: number } {
  const put = `@${name} `
  return {
    text: text.slice(0, from) + put + text.slice(caret).replace(/^ /, ''),
    caret: from + put.length,
  }
}

/** The text as it is sent: every @name that was picked carries the person's id. */
export function marked(text: string, people: readonly Named[]): string {
  const longest = [...people].sort((a, b) => b.name.length - a.name.length)
  let out = ''
  let at = 0
  while (at < text.length) {
    const named = text[at] === '@' && longest.find(person => text.startsWith(person.name, at + 1))
    if (named) {
      out += `@[${named.name.replace(/[[\]]/g, '')}](${named.id})`
      at += 1 + named.name.length
    } else {
      out += text[at]
      at += 1
    }
  }
  return out
}

export type Part = { text: string } | { mention: string; id: string }

/** A text as it was sent, to be written on: names in place of ids, and whom they mean. */
export function unmarked(text: string, people: readonly Named[] = []): { text: string; people: Named[] } {
  const parts = partsOf(text, people)
  const named = parts.flatMap(part => ('mention' in part ? [{ id: part.id, name: part.mention }] : []))
  return {
    text: parts.map(part => ('mention' in part ? `@${part.mention}` : part.text)).join(''),
    people: [...new Map(named.map(person => [person.id, person])).values()],
  }
}

/** A text taken apart: words, and people by what they are called today. */
export function partsOf(text: string, people: readonly Named[] = []): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const found of text.matchAll(/@\[([^[\]\n]{1,100})\]\((usr_[0-9a-z]{20,32})\)/g)) {
    const [whole, written = '', id = ''] = found
    if (found.index > at) parts.push({ text: text.slice(at, found.index) })
    parts.push({ mention: people.find(person => person.id === id)?.name ?? written, id })
    at = found.index + whole.length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}
