import type { FormDocument } from '@/api/design-types'
import type { Field, KindName } from '@/api/types'

/** A part of the form as it is shown: a group, or what no group names (`group` undefined, always last). */
export interface Section {
  group: number | undefined
  fields: Field[]
}

/** Where a field stands or shall stand. */
export interface Place {
  group: number | undefined
  index: number
}

export const liveFields = (doc: FormDocument): Field[] => doc.fields.filter(field => !field.archived)
export const archivedFields = (doc: FormDocument): Field[] => doc.fields.filter(field => field.archived)
export const fieldById = (doc: FormDocument, id: string | undefined): Field | undefined =>
  doc.fields.find(field => field.id === id)

export function sectionsOf(doc: FormDocument): Section[] {
  const live = liveFields(doc)
  const byCode = new Map(live.map(field => [field.code, field]))
  const placed = new Set<string>()
  const sections: Section[] = (doc.groups ?? []).map((group, index) => ({
    group: index,
    fields: group.fields.flatMap(code => {
      const field = byCode.get(code)
      if (!field || placed.has(code)) return []
      placed.add(code)
      return [field]
    }),
  }))
  const rest = live.filter(field => !placed.has(field.code))
  return [...sections, { group: undefined, fields: rest }]
}

/** Fields in the order in which the form shows them. */
export const shownOrder = (doc: FormDocument): Field[] => sectionsOf(doc).flatMap(section => section.fields)

export function placeOf(doc: FormDocument, id: string): Place | undefined {
  for (const { group, fields } of sectionsOf(doc)) {
    const index = fields.findIndex(field => field.id === id)
    if (index >= 0) return { group, index }
  }
  return undefined
}

/** One step up or down, across headings; undefined at either end. */
export function stepPlace(doc: FormDocument, id: string, step: -1 | 1): Place | undefined {
  const place = placeOf(doc, id)
  if (!place) return undefined
  const sections = sectionsOf(doc)
  const at = sections.findIndex(section => section.group === place.group)
  const section = sections[at]
  const next = place.index + step
  if (section && next >= 0 && next < section.fields.length) return { group: place.group, index: next }
  const other = sections[at + step]
  if (!other) return undefined
  return { group: other.group, index: step === 1 ? 0 : other.fields.length }
}

/** Kinds that may stand for a record. */
const TITLE_KINDS: readonly KindName[] = ['text', 'auto_number', 'phone', 'email', 'url']
export const canBeTitle = (field: Field): boolean => !field.archived && TITLE_KINDS.includes(field.kind.type)

const SENSITIVE_KINDS: readonly string[] = ['text', 'long_text', 'phone', 'email']
export const canBeSensitive = (field: Field): boolean => SENSITIVE_KINDS.includes(field.kind.type)

/** `phone`, `phone_2`, …: free among codes that are taken, archived fields' included. */
export function freeCode(base: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  if (!used.has(base)) return base
  let n = 2
  while (used.has(`${base}_${n}`)) n += 1
  return `${base}_${n}`
}

/** A code out of Latin words, or nothing where there are none. */
export function codeFrom(text: string): string | undefined {
  const code = text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .slice(0, 40)
  return /^[a-z][a-z0-9_]*$/.test(code) ? code : undefined
}

/** What a problem's path (`fields.3.kind.options.0.label`) points at. */
export type Culprit = { field: string } | { group: number } | { form: true }

export function culpritOf(doc: FormDocument, path: string | undefined): Culprit {
  const [list, index] = (path ?? '').split('.')
  const at = Number(index)
  const field = list === 'fields' ? doc.fields[at] : undefined
  if (field) return { field: field.id }
  if (list === 'groups' && doc.groups?.[at]) return { group: at }
  return { form: true }
}
