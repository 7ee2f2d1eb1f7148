import type { Department } from '@/api/types'

/** What stands behind name and phone on a line: a department that exists, or words that name none. */
export interface Trailing {
  department?: string
  unknown?: string
}

const simple = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Read from the last cell or word of a line, when it comes after the phone number. */
export function trailingOf(line: string, departments: readonly Department[], name = ''): Trailing {
  const after = /\d[\d\s()-]{4,}\d[\s,，、;；]+(\D.*)$/.exec(line.normalize('NFKC'))?.[1]?.trim()
  if (!after) return {}
  const wanted = simple(after.replace(/^[,，、;；]+|[,，、;；]+$/g, ''))
  if (!wanted || wanted === simple(name)) return {}
  const found = departments.find(department => simple(department.name) === wanted)
  return found ? { department: found.id } : { unknown: after }
}

const digits = (phone: string): string => phone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')

/** Who has this number already. */
export function holderOf(
  phone: string,
  people: readonly { name: string; phone?: string | null }[],
): string | undefined {
  return people.find(person => person.phone && digits(person.phone) === digits(phone))?.name
}
