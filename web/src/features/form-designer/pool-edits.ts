import type { FormDocument } from '@/api/design-types'
import type { Edit } from '@/features/designer/edit'
import type { Label } from '@/lib/label'
import { withWords } from './edits'

type FormEdit = Edit<FormDocument>

const NAME: Label = { 'zh-CN': '公海', en: 'Pool' }
/** What somebody could call before they claim the record. */
const REACHES: readonly string[] = ['phone', 'email']

/** Opens a pool that keeps phones and mail addresses back, or closes it. */
export const turnPool = (on: boolean): FormEdit => ({
  label: 'change_form',
  apply: doc => {
    const { pool, ...rest } = doc
    if (!on) return rest
    const mask = doc.fields
      .filter(field => !field.archived && field.code !== doc.title && REACHES.includes(field.kind.type))
      .map(field => field.code)
    return { ...rest, pool: pool ?? { name: NAME, mask } }
  },
})

export const namePool = (language: 'zh-CN' | 'en', text: string): FormEdit => ({
  label: 'change_form',
  merge: `pool ${language}`,
  apply: doc =>
    doc.pool ? { ...doc, pool: { ...doc.pool, name: withWords(doc.pool.name, language, text) } } : doc,
})

export const maskPool = (mask: string[]): FormEdit => ({
  label: 'change_form',
  apply: doc => (doc.pool ? { ...doc, pool: { ...doc.pool, mask } } : doc),
})
