import type { FormDocument, TemplateDocument } from '@/api/design-types'
import type { Edit } from '@/features/designer/edit'
import { freeCode } from './document'
import { withWords } from './edits'

type FormEdit = Edit<FormDocument>

/** So many a form may have; the server says the same. */
export const MOST_TEMPLATES = 30

const withTemplates = (
  doc: FormDocument,
  change: (templates: TemplateDocument[]) => TemplateDocument[],
): FormDocument => ({ ...doc, activity_templates: change(doc.activity_templates ?? []) })

export const addTemplate = (): FormEdit => ({
  label: 'add_template',
  apply: doc =>
    withTemplates(doc, templates => {
      const code = freeCode(
        'template',
        templates.map(one => one.code),
      )
      return [...templates, { code, label: {}, kind: 'call' }]
    }),
})

/** What is set to undefined goes. */
export const changeTemplate = (
  code: string,
  change: Partial<TemplateDocument>,
  merge?: string,
): FormEdit => ({
  label: 'change_template',
  ...(merge ? { merge: `template ${code} ${merge}` } : {}),
  apply: doc =>
    withTemplates(doc, templates =>
      templates.map(one => {
        if (one.code !== code) return one
        const next = { ...one, ...change }
        if (next.next_in_days === undefined) delete next.next_in_days
        return next
      }),
    ),
})

export const wordTemplate = (
  code: string,
  part: 'label' | 'text',
  language: 'zh-CN' | 'en',
  text: string,
): FormEdit => ({
  label: 'change_template',
  merge: `template ${code} ${part} ${language}`,
  apply: doc =>
    withTemplates(doc, templates =>
      templates.map(one =>
        one.code === code ? { ...one, [part]: withWords(one[part], language, text) } : one,
      ),
    ),
})

export const removeTemplate = (code: string): FormEdit => ({
  label: 'remove_template',
  apply: doc => withTemplates(doc, templates => templates.filter(one => one.code !== code)),
})

export const moveTemplate = (code: string, step: -1 | 1): FormEdit => ({
  label: 'move_template',
  apply: doc => {
    const all = doc.activity_templates ?? []
    const from = all.findIndex(one => one.code === code)
    const [moved, other] = [all[from], all[from + step]]
    if (!moved || !other) return doc
    return withTemplates(doc, templates =>
      templates.map((one, at) => (at === from ? other : at === from + step ? moved : one)),
    )
  },
})
