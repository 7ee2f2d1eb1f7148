import type { Field, Form, RecordRow } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'

export interface Section {
  name: string
  fields: Field[]
}

/** The form's layout: its groups, and what no group names at the end. */
export function sectionsOf(form: Form): Section[] {
  const live = form.fields.filter(field => !field.archived)
  const grouped = new Set(form.groups.flatMap(group => group.fields))
  const sections = form.groups.map(group => ({
    name: words(group.name),
    fields: group.fields
      .map(code => live.find(field => field.code === code))
      .filter(field => field !== undefined),
  }))
  const rest = live.filter(field => !grouped.has(field.code))
  if (rest.length > 0)
    sections.push({ name: form.groups.length > 0 ? i18n.t('records:other_fields') : '', fields: rest })
  return sections.filter(section => section.fields.length > 0)
}

export interface Tab {
  name: string
  sections: Section[]
}

/** The record's page in tabs: what stands before the first tab, with the rest, comes first. One tab is none. */
export function tabsOf(form: Form): Tab[] {
  const sections = sectionsOf(form)
  const begins = new Set(form.groups.filter(group => group.tab).map(group => words(group.name)))
  const grouped = new Set(form.groups.map(group => words(group.name)))
  const main: Tab = { name: i18n.t('records:fields.main'), sections: [] }
  const tabs: Tab[] = []
  for (const section of sections) {
    if (begins.has(section.name)) tabs.push({ name: section.name, sections: [section] })
    else (grouped.has(section.name) ? (tabs.at(-1) ?? main) : main).sections.push(section)
  }
  const all = main.sections.length > 0 || tabs.length === 0 ? [main, ...tabs] : tabs
  all[0]?.sections.push(systemSection(form))
  return all
}

const SYSTEM = [
  'owner',
  'department',
  'next_activity_at',
  'last_activity_at',
  'activity_count',
  'created_by',
  'created_at',
  'updated_by',
  'updated_at',
] as const

export function systemSection(form: Form): Section {
  return {
    name: i18n.t('records:system_fields'),
    fields: SYSTEM.map(code => fieldByCode(form, code)).filter(field => field !== undefined),
  }
}

export function stageField(form: Form): Field | undefined {
  return form.fields.find(field => field.kind.type === 'stage' && !field.archived)
}

/** Whether the record has reached an end of its pipeline: nothing is due on it any more, and its actions are done. */
export function isClosed(form: Form, record: RecordRow): boolean {
  const stage = stageField(form)
  const at = stage && recordValue(record, stage.code)
  return Boolean(stage?.kind.options?.find(option => option.code === at)?.closed)
}
