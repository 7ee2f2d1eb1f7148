import type { QueryClient } from '@tanstack/react-query'
import { peopleQuery } from '@/api/queries'
import { listOptions } from '@/api/records'
import type { Field } from '@/api/types'
import { type Names, namesIn } from './paste'

const MOST_LOOKED_UP = 200
const AT_ONCE = 6

/** Finds the people and records that pasted texts name. A name that fits two is not guessed. */
export async function resolveNames(
  client: QueryClient,
  form: string,
  texts: ReadonlyMap<Field, readonly string[]>,
): Promise<Names> {
  const names = new Map<string, Map<string, string>>()
  for (const [field, pasted] of texts) {
    const wanted = [...new Set(pasted.flatMap(text => namesIn(field, text)))].slice(0, MOST_LOOKED_UP)
    if (wanted.length === 0) continue
    if (field.kind.type === 'person') names.set(field.code, await peopleByName(client))
    else if (field.kind.type === 'link') names.set(field.code, await linksByTitle(form, field, wanted))
  }
  return names
}

async function peopleByName(client: QueryClient): Promise<Map<string, string>> {
  const people = await client.ensureQueryData(peopleQuery)
  return unique(people.map(person => [person.name, person.id]))
}

async function linksByTitle(
  form: string,
  field: Field,
  titles: readonly string[],
): Promise<Map<string, string>> {
  const found: [string, string][] = []
  for (let at = 0; at < titles.length; at += AT_ONCE) {
    const answers = await Promise.all(
      titles.slice(at, at + AT_ONCE).map(title => listOptions(form, field.code, title)),
    )
    for (const answer of answers) for (const { title, id } of answer) found.push([title.trim(), id])
  }
  return unique(found)
}

/** Names that stand for one thing only. */
export function unique(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const found = new Map<string, string | null>()
  for (const [name, id] of pairs) found.set(name, found.has(name) && found.get(name) !== id ? null : id)
  return new Map([...found].filter((pair): pair is [string, string] => pair[1] !== null))
}
