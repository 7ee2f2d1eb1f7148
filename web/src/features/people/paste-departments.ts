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

interface Reached {
  phone?: string | null
  login?: string | null | undefined
}

const isReachedAlike = (one: Reached, other: Reached): boolean =>
  Boolean(
    (one.phone && other.phone && digits(one.phone) === digits(other.phone)) ||
      (one.login && one.login.toLowerCase() === other.login?.toLowerCase()),
  )

/** The line above that has the same number or address already. */
export const twinOf = (
  one: Reached & { line: number },
  lines: readonly (Reached & { line: number })[],
): number | undefined => lines.find(other => other.line < one.line && isReachedAlike(one, other))?.line

/** Who has this number, or this address, already. */
export const holderOf = (one: Reached, people: readonly (Reached & { name: string })[]): string | undefined =>
  people.find(person => isReachedAlike(one, person))?.name
