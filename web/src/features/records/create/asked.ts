import type { Form } from '@/api/types'
import { isEditable } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { byHand } from '../detail/by-hand'
import { type Section, sectionsOf } from '../detail/record-parts'
import type { Values } from './draft'

/** Links that an action of the form fills in by itself: what a lead became, what an order was made of. */
export function filledByActions(form: Form): Set<string> {
  const steps = (form.actions ?? []).flatMap(action => action.does?.steps ?? [])
  return new Set(steps.flatMap(step => step.link_back ?? []))
}

/**
 * What a new record is asked for: the form's layout without what only an action fills in, unless somebody began with it, and
 * who is responsible.
 */
export function askedSections(form: Form, preset: Values): Section[] {
  const later = filledByActions(form)
  const sections = sectionsOf(form).map(section => ({
    ...section,
    fields: section.fields
      .filter(
        field => isEditable(field) && (field.required || field.code in preset || !later.has(field.code)),
      )
      .map(field => byHand(form, field)),
  }))
  const asked = sections.filter(section => section.fields.length > 0)
  const owner = fieldByCode(form, 'owner')
  const [first, ...rest] = asked
  if (!owner || !first) return asked
  return [{ ...first, fields: [...first.fields, owner] }, ...rest]
}
