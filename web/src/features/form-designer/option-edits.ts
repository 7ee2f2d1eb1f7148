import type { FormDocument } from '@/api/design-types'
import type { Field, Option } from '@/api/types'
import type { Edit } from '@/features/designer/edit'
import { withWords } from './edits'
import { newOption } from './kinds'

type FormEdit = Edit<FormDocument>

const withOptions = (
  doc: FormDocument,
  id: string,
  change: (options: Option[], field: Field) => Option[],
): FormDocument => ({
  ...doc,
  fields: doc.fields.map(field =>
    field.id === id
      ? { ...field, kind: { ...field.kind, options: change(field.kind.options ?? [], field) } }
      : field,
  ),
})

/** Several at once: a pasted list, one option a line. Labels that are there already are left out. */
export const addOptions = (id: string, labels: readonly string[]): FormEdit => ({
  label: 'add_option',
  apply: doc =>
    withOptions(doc, id, options => {
      const all = [...options]
      for (const label of labels) {
        if (all.some(option => !option.archived && Object.values(option.label).includes(label))) continue
        all.push(
          newOption(
            all.length + 1,
            label,
            all.map(option => option.code),
          ),
        )
      }
      return all
    }),
})

export const changeOption = (
  id: string,
  option: string,
  change: Partial<Pick<Option, 'hue' | 'probability' | 'closed' | 'requires'>>,
): FormEdit => ({
  label: 'change_option',
  merge: `option ${id} ${option} ${Object.keys(change).join()}`,
  apply: doc =>
    withOptions(doc, id, options =>
      options.map(other => {
        if (other.id !== option) return other
        const next = { ...other, ...change }
        for (const name of Object.keys(change) as (keyof typeof change)[])
          if (next[name] === undefined || next[name] === null) delete next[name]
        return next
      }),
    ),
})

export const renameOption = (
  id: string,
  option: string,
  language: 'zh-CN' | 'en',
  text: string,
): FormEdit => ({
  label: 'rename_option',
  merge: `option ${id} ${option} ${language}`,
  apply: doc =>
    withOptions(doc, id, options =>
      options.map(other =>
        other.id === option ? { ...other, label: withWords(other.label, language, text) } : other,
      ),
    ),
})

/** Among the options in use; archived ones keep out of the way. */
export const moveOption = (id: string, option: string, to: number): FormEdit => ({
  label: 'move_option',
  apply: doc =>
    withOptions(doc, id, options => {
      const moved = options.find(other => other.id === option)
      const live = options.filter(other => !other.archived && other.id !== option)
      if (!moved || to < 0 || to > live.length) return options
      return [...live.slice(0, to), moved, ...live.slice(to), ...options.filter(other => other.archived)]
    }),
})

/** An option that was never published goes; one that records hold is archived. */
export const removeOption = (id: string, option: string, published: boolean): FormEdit => ({
  label: published ? 'archive_option' : 'remove_option',
  apply: doc => {
    const next = withOptions(doc, id, (options, field) =>
      published
        ? options.map(other => (other.id === option ? { ...other, archived: true } : other))
        : (field.kind.options ?? []).filter(other => other.id !== option),
    )
    const code = doc.fields.find(f => f.id === id)?.kind.options?.find(o => o.id === option)?.code
    // A default that is no longer offered would be refused.
    return {
      ...next,
      fields: next.fields.map(field => {
        if (field.id !== id || field.default !== code) return field
        const { default: _, ...rest } = field
        return rest
      }),
    }
  },
})

export const restoreOption = (id: string, option: string): FormEdit => ({
  label: 'restore_option',
  apply: doc =>
    withOptions(doc, id, options =>
      options.map(other => {
        if (other.id !== option) return other
        const { archived: _, ...rest } = other
        return rest
      }),
    ),
})
