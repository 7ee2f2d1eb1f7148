import type { FormDocument, GrantDocument, RowScope } from '@/api/design-types'
import type { Field } from '@/api/types'
import type { Edit } from '@/features/designer/edit'

type FormEdit = Edit<FormDocument>
type Grant = Required<GrantDocument>

/** Roles that a form can tell apart; administrators see and do everything, whatever it says of them. */
export const ROLES = ['builder', 'member'] as const
export type Role = (typeof ROLES)[number]

export const RIGHTS = ['create', 'edit', 'delete', 'export', 'import'] as const
export type Right = (typeof RIGHTS)[number]

/** What a role may do with one field. */
export type FieldRight = 'edit' | 'read' | 'hidden'

const WORKS = { create: true, edit: true, delete: true, hidden: [], read_only: [] }
/** What holds where the form says nothing, as the server has it. */
const USUAL: Grant[] = [
  { ...WORKS, role: 'administrator', sees: 'all', export: true, import: true },
  { ...WORKS, role: 'builder', sees: 'all', export: true, import: true },
  { ...WORKS, role: 'member', sees: 'department', export: false, import: false },
]
/** What left out means in a grant. */
const LEFT_OUT = { ...WORKS, export: false, import: false }

const grantsOf = (doc: FormDocument): GrantDocument[] => (doc.grants?.length ? doc.grants : USUAL)

/** What holds for a role: one that the form's grants do not name may do nothing. */
export function grantOf(doc: FormDocument, role: Role): Grant {
  const named = grantsOf(doc).find(grant => grant.role === role)
  if (named) return { ...LEFT_OUT, ...named }
  return { ...LEFT_OUT, role, sees: 'none', create: false, edit: false, delete: false }
}

/** Without records in sight there is nothing to do with them; new ones can still be handed in. */
export const isMoot = (grant: Grant, right: Right): boolean => grant.sees === 'none' && right !== 'create'
export const mayDo = (grant: Grant, right: Right): boolean => grant[right] && !isMoot(grant, right)

/** Serial numbers are given, never typed: they are only seen or not. */
export const isGiven = (field: Field): boolean => field.kind.type === 'auto_number'

export function fieldRight(grant: Grant, field: Field): FieldRight {
  if (grant.hidden.includes(field.code)) return 'hidden'
  return isGiven(field) || grant.read_only.includes(field.code) ? 'read' : 'edit'
}

function change(role: Role, apply: (grant: Grant, doc: FormDocument) => Partial<Grant>): FormEdit {
  return {
    label: 'change_rights',
    apply: doc => {
      const before = grantOf(doc, role)
      const parts = apply(before, doc)
      if (Object.entries(parts).every(([key, value]) => before[key as keyof Grant] === value)) return doc
      const grants = grantsOf(doc)
      const after = { ...before, ...parts }
      const named = grants.some(grant => grant.role === role)
      return {
        ...doc,
        grants: named ? grants.map(grant => (grant.role === role ? after : grant)) : [...grants, after],
      }
    },
  }
}

export const setScope = (role: Role, sees: RowScope): FormEdit => change(role, () => ({ sees }))

export const setRight = (role: Role, right: Right, on: boolean): FormEdit =>
  change(role, () => ({ [right]: on }))

export const setFieldRight = (role: Role, field: Field, right: FieldRight): FormEdit =>
  change(role, grant => {
    if (fieldRight(grant, field) === right) return {}
    const other = (code: string) => code !== field.code
    return {
      hidden: [...grant.hidden.filter(other), ...(right === 'hidden' ? [field.code] : [])],
      read_only: [
        ...grant.read_only.filter(other),
        ...(right === 'read' && !isGiven(field) ? [field.code] : []),
      ],
    }
  })

/** Grants name fields by code: a new code is known there, and one that is gone (undefined) leaves no trace. */
export function renamedInGrants(
  doc: FormDocument,
  swap: (code: string) => string | undefined,
): Pick<FormDocument, 'grants'> {
  if (!doc.grants) return {}
  const swapped = (codes: string[]) => codes.flatMap(code => swap(code) ?? [])
  return {
    grants: doc.grants.map(grant => ({
      ...grant,
      ...(grant.hidden ? { hidden: swapped(grant.hidden) } : {}),
      ...(grant.read_only ? { read_only: swapped(grant.read_only) } : {}),
    })),
  }
}

/** Required fields that a role may not fill in although it may make records: it could save none. */
export function blockersOf(doc: FormDocument, role: Role): Field[] {
  const grant = grantOf(doc, role)
  if (!grant.create) return []
  return doc.fields.filter(field => {
    if (field.archived || !field.required || isGiven(field)) return false
    const preset = field.kind.type === 'stage' || (field.default !== undefined && field.default !== null)
    const right = fieldRight(grant, field)
    // Who only hands records in is not bound by what may not be changed.
    return !preset && (right === 'hidden' || (right === 'read' && grant.sees !== 'none'))
  })
}
