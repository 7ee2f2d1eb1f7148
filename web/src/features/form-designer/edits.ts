import type { FormDocument, GroupDocument } from '@/api/design-types'
import type { Field, Kind, Value } from '@/api/types'
import type { Edit } from '@/features/designer/edit'
import { newId } from '@/lib/ids'
import type { Label } from '@/lib/label'
import { codeFrom, fieldById, freeCode, type Place, placeOf, sectionsOf } from './document'
import { renamedInGrants } from './grant-edits'

type FormEdit = Edit<FormDocument>

/** Words in the language being edited; an emptied language goes. */
export function withWords(label: Label | undefined, language: 'zh-CN' | 'en', text: string): Label {
  const both = typeof label === 'string' ? { 'zh-CN': label } : { ...label }
  if (text) both[language] = text
  else delete both[language]
  return both
}

const withField = (doc: FormDocument, id: string, change: (field: Field) => Field): FormDocument => {
  const before = fieldById(doc, id)
  if (!before) return doc
  const after = change(before)
  if (after === before) return doc
  return { ...doc, fields: doc.fields.map(field => (field.id === id ? after : field)) }
}

const without = <T>(list: readonly T[], item: T): T[] => list.filter(other => other !== item)
const inserted = <T>(list: readonly T[], index: number, item: T): T[] => [
  ...list.slice(0, index),
  item,
  ...list.slice(index),
]

/** Puts a field that is already in the document where it shall be shown. */
function put(doc: FormDocument, field: Field, place: Place): FormDocument {
  const groups = (doc.groups ?? []).map(group => ({ ...group, fields: without(group.fields, field.code) }))
  const bare: FormDocument = { ...doc, ...(doc.groups ? { groups } : {}) }
  const group = place.group === undefined ? undefined : groups[place.group]
  if (group) {
    // Codes of fields that are gone or archived do not count as places.
    const shown = sectionsOf(bare).find(section => section.group === place.group)?.fields ?? []
    const before = shown.filter(other => other.id !== field.id)[place.index]?.code
    const at = before === undefined ? group.fields.length : group.fields.indexOf(before)
    group.fields = inserted(group.fields, at, field.code)
    return bare
  }
  const rest = (sectionsOf(bare).at(-1)?.fields ?? []).filter(other => other.id !== field.id)
  const before = rest[place.index]
  const fields = without(bare.fields, field)
  const at = before ? fields.indexOf(before) : fields.length
  return { ...bare, fields: inserted(fields, at, field) }
}

export function makeField(doc: FormDocument, kind: Kind, name: Label): Field {
  const taken = doc.fields.map(field => field.code)
  return { id: newId('fld'), code: freeCode(kind.type, taken), name, kind, required: false, unique: false }
}

export const addField = (field: Field, place: Place): FormEdit => ({
  label: 'add_field',
  apply: doc => put({ ...doc, fields: [...doc.fields, field] }, field, place),
})

export const moveField = (id: string, place: Place): FormEdit => ({
  label: 'move_field',
  apply: doc => {
    const field = fieldById(doc, id)
    const now = placeOf(doc, id)
    if (!field || (now?.group === place.group && now?.index === place.index)) return doc
    return put(doc, field, place)
  },
})

export const copyField = (id: string, name: (field: Field) => Label): FormEdit => ({
  label: 'copy_field',
  apply: doc => {
    const field = fieldById(doc, id)
    const place = placeOf(doc, id)
    if (!field || !place) return doc
    const options = field.kind.options?.map(option => ({ ...option, id: newId('opt') }))
    const copy: Field = {
      ...field,
      id: newId('fld'),
      code: freeCode(
        field.code,
        doc.fields.map(other => other.code),
      ),
      name: name(field),
      kind: options ? { ...field.kind, options } : field.kind,
    }
    return put({ ...doc, fields: [...doc.fields, copy] }, copy, { ...place, index: place.index + 1 })
  },
})

/** A field that was never published goes; one that holds values is archived and keeps them. */
export const removeField = (id: string, published: boolean): FormEdit => ({
  label: published ? 'archive_field' : 'remove_field',
  apply: doc => {
    const field = fieldById(doc, id)
    if (!field) return doc
    const groups = doc.groups?.map(group => ({ ...group, fields: without(group.fields, field.code) }))
    const fields = published
      ? doc.fields.map(other => (other.id === id ? { ...other, archived: true } : other))
      : doc.fields.filter(other => other.id !== id)
    const grants = published ? {} : renamedInGrants(doc, code => (code === field.code ? undefined : code))
    return { ...doc, fields, ...(groups ? { groups } : {}), ...grants }
  },
})

export const restoreField = (id: string): FormEdit => ({
  label: 'restore_field',
  apply: doc => withField(doc, id, ({ archived: _, ...field }) => field),
})

export const renameField = (id: string, language: 'zh-CN' | 'en', text: string): FormEdit => ({
  label: 'rename_field',
  merge: `name ${id} ${language}`,
  apply: doc => withField(doc, id, field => ({ ...field, name: withWords(field.name, language, text) })),
})

export const helpField = (id: string, language: 'zh-CN' | 'en', text: string): FormEdit => ({
  label: 'change_field',
  merge: `help ${id} ${language}`,
  apply: doc => withField(doc, id, field => ({ ...field, help: withWords(field.help, language, text) })),
})

export const setRequired = (id: string, required: boolean): FormEdit => ({
  label: 'change_field',
  apply: doc => withField(doc, id, field => ({ ...field, required })),
})

export const setUnique = (id: string, unique: boolean): FormEdit => ({
  label: 'change_field',
  apply: doc => withField(doc, id, field => ({ ...field, unique })),
})

/** A default would stand open in the definition, and no title is sealed. */
export const setSensitive = (id: string, sensitive: boolean): FormEdit => ({
  label: 'change_field',
  apply: doc =>
    withField(doc, id, ({ default: preset, ...field }) => ({
      ...field,
      sensitive,
      ...(sensitive || preset === undefined ? {} : { default: preset }),
    })),
})

export const setDefault = (id: string, value: Value): FormEdit => ({
  label: 'change_field',
  merge: `default ${id}`,
  apply: doc =>
    withField(doc, id, ({ default: _, ...field }) =>
      value === null || value === '' ? field : { ...field, default: value },
    ),
})

/** Settings of the kind; what is set to undefined goes back to its default. */
export const setKind = (id: string, change: Partial<Kind>, merge?: string): FormEdit => ({
  label: 'change_field',
  ...(merge ? { merge: `${merge} ${id}` } : {}),
  apply: doc =>
    withField(doc, id, field => {
      const kind = { ...field.kind, ...change }
      for (const name of Object.keys(change) as (keyof Kind)[])
        if (kind[name] === undefined) delete kind[name]
      return { ...field, kind }
    }),
})

/** Only before a field was published: nothing outside the document can name it yet. */
export const setCode = (id: string, code: string): FormEdit => ({
  label: 'change_field',
  merge: `code ${id}`,
  apply: doc => {
    const before = fieldById(doc, id)?.code
    if (before === undefined || before === code) return doc
    const swap = (other: string) => (other === before ? code : other)
    const next = withField(doc, id, field => ({ ...field, code }))
    return {
      ...next,
      title: swap(next.title),
      ...(next.groups ? { groups: next.groups.map(g => ({ ...g, fields: g.fields.map(swap) })) } : {}),
      ...renamedInGrants(next, swap),
      ...(next.pool ? { pool: { ...next.pool, mask: next.pool.mask?.map(swap) ?? [] } } : {}),
      ...(next.views
        ? {
            views: next.views.map(view => ({
              ...view,
              columns: view.columns.map(column => ({ ...column, field: swap(column.field) })),
            })),
          }
        : {}),
    }
  },
})

/** The code that an English name suggests, for fields that were never published. */
export function suggestCode(doc: FormDocument, id: string, text: string): FormEdit | undefined {
  const base = codeFrom(text)
  const field = fieldById(doc, id)
  if (!base || !field) return undefined
  const others = doc.fields.filter(other => other.id !== id).map(other => other.code)
  return setCode(id, freeCode(base, others))
}

const withGroups = (
  doc: FormDocument,
  change: (groups: GroupDocument[]) => GroupDocument[],
): FormDocument => ({ ...doc, groups: change(doc.groups ?? []) })

/** The first heading takes in the fields that stood under none. */
export const addGroup = (name: Label): FormEdit => ({
  label: 'add_group',
  apply: doc => {
    const first = (doc.groups ?? []).length === 0
    const fields = first
      ? (sectionsOf(doc)
          .at(-1)
          ?.fields.map(field => field.code) ?? [])
      : []
    return withGroups(doc, groups => [...groups, { name, fields }])
  },
})

export const renameGroup = (index: number, language: 'zh-CN' | 'en', text: string): FormEdit => ({
  label: 'rename_group',
  merge: `group ${index} ${language}`,
  apply: doc =>
    withGroups(doc, groups =>
      groups.map((group, at) =>
        at === index ? { ...group, name: withWords(group.name, language, text) } : group,
      ),
    ),
})

/** A group that begins a tab takes the groups below it along, up to the next tab. */
export const setTab = (index: number, tab: boolean): FormEdit => ({
  label: 'set_tab',
  apply: doc =>
    withGroups(doc, groups =>
      groups.map((group, at) => {
        if (at !== index) return group
        const { tab: _, ...bare } = group
        return tab ? { ...bare, tab } : bare
      }),
    ),
})

/** Only the heading goes; its fields move up, or last when it was the first. */
export const removeGroup = (index: number): FormEdit => ({
  label: 'remove_group',
  apply: doc =>
    withGroups(doc, groups => {
      const orphans = groups[index]?.fields ?? []
      return groups
        .map((group, at) => (at === index - 1 ? { ...group, fields: [...group.fields, ...orphans] } : group))
        .filter((_, at) => at !== index)
    }),
})

export const moveGroup = (index: number, step: -1 | 1): FormEdit => ({
  label: 'move_group',
  apply: doc => {
    const groups = doc.groups ?? []
    const moved = groups[index]
    const to = index + step
    if (!moved || to < 0 || to >= groups.length) return doc
    return withGroups(doc, () =>
      inserted(
        groups.filter((_, at) => at !== index),
        to,
        moved,
      ),
    )
  },
})

export const renameForm = (language: 'zh-CN' | 'en', text: string): FormEdit => ({
  label: 'rename_form',
  merge: `form ${language}`,
  apply: doc => ({ ...doc, name: withWords(doc.name, language, text) }),
})

export const setTitle = (code: string): FormEdit => ({
  label: 'change_form',
  apply: doc => (doc.title === code ? doc : { ...doc, title: code }),
})

export const setIcon = (icon: string): FormEdit => ({
  label: 'change_form',
  apply: doc => ({ ...doc, icon }),
})
