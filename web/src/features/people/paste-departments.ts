import type { Department } from '@/api/types'

/** What stands behind name and phone on a line: a department that exists, or words that name none. */
export interface Trailing {
  department?: string
  unknown?: string
}

const simple = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const ADDRESS = /\S+@[\w.-]+\w[>"]?/
const NUMBER = /\d[\d\s()-]{4,}\d/
const BEHIND_NUMBER = /\d[\d\s()-]{4,}\d[\s,，、;；]+(\D.*)$/
const BEHIND_ADDRESS = /\S+@[\w.-]+\w[>"]?[\s,，、;；]+(\D.*)$/

/** Read from the last cell or word of a line, when it comes after phone number or e-mail. */
export function trailingOf(line: string, departments: readonly Department[], name = ''): Trailing {
  const said = line.normalize('NFKC')
  const bare = said.replace(ADDRESS, ' ')
  const after = (NUMBER.test(bare) ? BEHIND_NUMBER.exec(bare) : BEHIND_ADDRESS.exec(said))?.[1]?.trim()
  if (!after) return {}
  const wanted = simple(after.replace(/^[,，、;；]+|[,，、;；]+$/g, ''))
  if (!wanted || wanted === simple(name)) return {}
  const found = departments.find(department => simple(department.name) === wanted)
  return found ? { department: found.id } : { unknown: after }
}

const digits = (phone: string): string => phone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')

/** Who has this number, or this address, already. */
export function holderOf(
  { phone, login }: { phone?: string | null; login?: string | null | undefined },
  people: readonly { name: string; phone?: string | null; login?: string | null }[],
): string | undefined {
  const has = (person: (typeof people)[number]) =>
    (phone && person.phone && digits(person.phone) === digits(phone)) ||
    (login && person.login?.toLowerCase() === login.toLowerCase())
  return people.find(has)?.name
}
